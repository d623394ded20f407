import ArgumentParser
import CoSimulation

/// The options that say how the simulated memory behaves.
struct TimingOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("Cycles from an address to its first data.", valueName: "cycles"))
  var latency = 0
  @Option(parsing: .unconditional, help: ArgumentHelp("Beats in a thousand cycles, 1 to 1000.", valueName: "n"))
  var bandwidth = 1000
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Bursts that the memory takes at a time, 1 to 64.", valueName: "n"))
  var outstanding = 16
  @Option(
    name: .customLong("memory-stalls"), parsing: .unconditional,
    help: ArgumentHelp("Random pauses of each channel in a thousand cycles, 0 to 900.", valueName: "n"))
  var stalls = 0
  @Flag(help: "Let answers to different engines come in any order.") var reorder = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the pauses, and of what registers and memories begin with.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    for (name, value, range) in [
      ("latency", latency, 0...100_000), ("bandwidth", bandwidth, 1...1000), ("outstanding", outstanding, 1...64),
      ("memory-stalls", stalls, 0...900),
    ] where !range.contains(value) {
      throw ValidationError("--\(name) is \(value); \(range.lowerBound) to \(range.upperBound) are possible")
    }
  }

  var timing: MemoryTiming {
    MemoryTiming(
      latency: latency, beatsPerThousand: bandwidth, outstanding: outstanding, stallPerMille: stalls,
      reorders: reorder, seed: seed)
  }
}
