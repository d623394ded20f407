import ArgumentParser
import CoSimulation

struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Compare random layers on random arrays, or networks on accelerators, with the golden model.",
    discussion: """
      Ends at the first pair of architecture and layer that goes wrong, with the smallest layer that still does, and the \
      exit status 1. With --networks: random networks on whole accelerators with random memories. The same seed gives the \
      same cases.
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("How many pairs.", valueName: "n"))
  var count = 200
  @Option(parsing: .unconditional, help: ArgumentHelp("The seed; a new one if there is none.", valueName: "n"))
  var seed: UInt64?

  @Flag(help: "Networks on whole accelerators, from DRAM to DRAM.") var networks = false

  func validate() throws {
    guard count > 0 else { throw ValidationError("--count is \(count); 1 or more are possible") }
  }

  func run() throws {
    let seed = seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
    if networks { return try runNetworks(seed) }
    try Terminal.output.write("\(count) pairs of architecture and layer from seed \(seed)\n")
    let progress = Progress("fuzz", total: count)
    defer { progress.finish() }
    do {
      try Fuzz(seed: seed, count: count).run { progress.update($0) }
    } catch let failure as Fuzz.Failure {
      throw CommandFailure(.mismatch, "\(failure)\norris fuzz --count \(count) --seed \(seed) finds it again")
    }
    progress.finish()
    try Terminal.output.write("all equal the golden model\n")
  }

  private func runNetworks(_ seed: UInt64) throws {
    try Terminal.output.write("\(count) networks from seed \(seed)\n")
    let progress = Progress("fuzz", total: count)
    defer { progress.finish() }
    do {
      let refused = try NetworkFuzz(seed: seed, count: count).run { progress.update($0) }
      progress.finish()
      try Terminal.output.write("all equal the golden model; \(refused) more did not fit their accelerator\n")
    } catch let failure as NetworkFuzz.Failure {
      throw CommandFailure(
        .mismatch, "\(failure)\norris fuzz --networks --count \(count) --seed \(seed) finds it again")
    }
  }
}
