import HardwareSimulation
import Testing

@testable import Accelerator

/// How a task went on an array.
struct ArrayOutcome {
  /// What was wrong first, if anything.
  var mismatch: String?
  let macs: Int
  /// From the first word on offer to the last psum taken.
  let cycles: Int
}

extension ArrayTask {
  /// Runs the task on an array that stands still, and expects all psums and both counters to be right.
  @discardableResult
  func check(on bench: Bench) throws -> ArrayOutcome {
    let outcome = try run(on: bench)
    #expect(outcome.mismatch == nil, "\(self)")
    return outcome
  }

  @discardableResult
  func check() throws -> ArrayOutcome {
    try check(on: Bench(ProcessingArray(parameters.architecture), seed: seed))
  }

  /// Runs the task on an array that stands still; psums go out of one pass and into the next one.
  func run(on bench: Bench) throws -> ArrayOutcome {
    precondition(fits, "\(self) does not fit its array")
    let data = ConvolutionData(self)
    bench.forgetStreams()
    try configure(bench)
    let start = bench.cycle
    try bench.feed("ifmap", ifmapStream(data), stalls: stalls)
    try bench.feed("filter", filterStream(data), stalls: stalls)

    let entering = (0..<filterPasses).map { psumStream(data.bias, filterPass: $0) { ($0.tileDown, $0.column) } }
    let leaving = (0..<filterPasses).map { psumStream(data.ofmap, filterPass: $0) { ($0.top, $0.column) } }
    let requests = leaving.flatMap { groups in (0..<channelPasses).flatMap { _ in groups.map { Array($0[..<2]) } } }
    try bench.feed("collect", requests, stalls: stalls)
    try bench.feed("psum", psumsEnter ? entering[0] : [], stalls: stalls)
    try bench.collect("output", count: requests.count, stalls: stalls)
    try bench.run { try self.turnBack($0, entering) }

    var outcome = ArrayOutcome(macs: data.macs, cycles: bench.cycles(of: "output").last! - start + 1)
    outcome.mismatch = try mismatch(bench, leaving, data)
    return outcome
  }

  private func mismatch(_ bench: Bench, _ leaving: [[[Int]]], _ data: ConvolutionData) throws -> String? {
    let found = bench.collected("output").map { words(of: $0, size: parameters.psumBus) }
    let groupsPerPass = leaving[0].count
    for pass in 0..<filterPasses {
      let first = ((pass + 1) * channelPasses - 1) * groupsPerPass
      for (index, group) in leaving[pass].enumerated() {
        let expected = words(of: Array(group[2...]), size: parameters.psumBus)
        guard found[first + index] == expected else {
          return "filter pass \(pass), group \(index): psums \(found[first + index]) instead of \(expected)"
        }
      }
    }
    for (name, expected) in activity(data) {
      let found = try bench.simulator.peekInt("activity_\(name)")
      guard found == expected else { return "\(name): \(found) instead of \(expected)" }
    }
    return nil
  }

  /// What all PEs together have to do, by the names of the counters.
  private func activity(_ data: ConvolutionData) -> [(name: String, count: Int)] {
    let done = data.macs - data.gatedMACs
    let passes = channelPasses * filterPasses
    let sets = tilesDown * tilesAcross
    return [
      ("macs_done", done), ("macs_gated", data.gatedMACs), ("ifmap_reads", done / p),
      ("ifmap_writes", passes * elements * strips * deliveredColumns.count * q),
      ("filter_writes", passes * elements * window * p),
      ("psums_climbed", passes * sets * setWidth * (setHeight - 1) * strips * outputWidth * psums),
    ]
  }

  /// Psums that came out of a pass over the channels go into the next one as soon as they are there; a pass over other
  /// filters begins with the bias.
  private func turnBack(_ bench: Bench, _ entering: [[[Int]]]) throws {
    guard psumsEnter else { return }
    let groupsPerPass = entering[0].count
    while bench.fedCount("psum") < filterPasses * channelPasses * groupsPerPass {
      let next = bench.fedCount("psum")
      let (pass, index) = (next / groupsPerPass, next % groupsPerPass)
      let group = entering[pass / channelPasses][index]
      if pass % channelPasses == 0 {
        try bench.append("psum", group)
      } else if let words = bench.payload(of: "output", at: next - groupsPerPass) {
        try bench.append("psum", Array(group[..<2]) + words)
      } else {
        return
      }
    }
  }

  private func configure(_ bench: Bench) throws {
    for write in configuration {
      try bench.set("configuration_row", write.row)
      try bench.set("configuration_column", write.column)
      bench.simulator.setWord(
        UInt64(UInt32(truncatingIfNeeded: write.data)), of: try bench.simulator.port(named: "configuration_data"))
      try bench.set("configuration_write", 1)
      try bench.step()
    }
    try bench.set("configuration_write", 0)
    try bench.set("configuration_commit", 1)
    try bench.step()
    try bench.set("configuration_commit", 0)
    try bench.set("clear_counters", 1)
    for _ in 0..<8 { try bench.step() }
    try bench.set("clear_counters", 0)
  }
}
