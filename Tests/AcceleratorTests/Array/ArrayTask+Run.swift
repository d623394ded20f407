import HardwareSimulation
import Testing

@testable import Accelerator

/// How a task went on an array.
struct ArrayResult {
  let macs: Int
  /// From the first ifmap value on offer to the last psum taken.
  let cycles: Int
}

extension ArrayTask {
  /// Runs the task on a fresh array and compares all psums and both counters.
  @discardableResult
  func check() throws -> ArrayResult {
    try check(on: Bench(ProcessingArray(parameters.architecture), seed: seed))
  }

  /// Runs the task on an array that stands still; psums go out of one pass and into the next one.
  @discardableResult
  func check(on bench: Bench) throws -> ArrayResult {
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

    let found = bench.collected("output").map { words(of: $0, size: parameters.psumBus) }
    let groupsPerPass = leaving[0].count
    for pass in 0..<filterPasses {
      let last = ((pass + 1) * channelPasses - 1) * groupsPerPass
      let expected = leaving[pass].map { words(of: Array($0[2...]), size: parameters.psumBus) }
      #expect(Array(found[last..<last + groupsPerPass]) == expected, "\(self)")
    }
    let counters = [try bench.simulator.peekInt("macs_done"), try bench.simulator.peekInt("macs_gated")]
    #expect(counters == [data.macs - data.gatedMACs, data.gatedMACs], "\(self)")
    return ArrayResult(macs: data.macs, cycles: bench.cycles(of: "output").last! - start + 1)
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
    try bench.set("clear_counters", 1)
    for _ in 0..<8 { try bench.step() }
    try bench.set("clear_counters", 0)
  }
}
