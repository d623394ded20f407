import TestSupport
import Testing

@testable import Accelerator

@Suite struct InstructionFetchTests {
  private func instruction(_ index: Int) -> [Int] { [index % 256, index * 7 % (1 << 24), index * 1_000_003 % (1 << 32)] }

  /// The bus words of an instruction's block, from its address.
  private func beats(at address: Int, bits: Int) -> [Int] {
    let first = (address - 0x400) / 8
    return (first..<first + Program.blockBytes / 8).flatMap { index -> [Int] in
      let fields = instruction(index)
      return [fields[2], fields[0] << 24 | fields[1]]
    }
  }

  @Test(arguments: Stalls.allCases)
  func givesTheInstructionsInOrderAndStopsCleanly(stalls: Stalls) throws {
    var architecture = Architecture.tiny
    architecture.memoryDataBits = 32
    let bench = try Bench(InstructionFetch(architecture), seed: 5)
    try bench.set("origin", 0x400)
    try bench.set("start", 1)
    try bench.step()
    try bench.set("start", 0)
    var served = 0
    func serve(_ bench: Bench) throws {
      while let request = bench.payload(of: "request", at: served) {
        #expect(request[1] == Program.blockBytes / 4 - 1)
        for beat in beats(at: request[0], bits: 32) { try bench.append("data", [beat]) }
        served += 1
      }
    }
    try bench.feed("data", [], stalls: stalls)
    try bench.collect("request", count: 4, stalls: stalls)
    try bench.collect("output", count: 100, stalls: stalls)
    // A program has no end here, so neither has the fetch.
    for _ in 0..<5000 where bench.collected("output").count < 100 {
      try bench.step()
      try serve(bench)
    }
    #expect(bench.collected("output").prefix(100) == (0..<100).map(instruction)[...])
    let requests = bench.collected("request").map { $0[0] }
    #expect(requests == requests.indices.map { 0x400 + $0 * Program.blockBytes })
    #expect(requests.count <= 100 / 32 + 1 + Program.blocksAhead, "no more than two blocks ahead")
    #expect(bench.collected("output").count >= 100)

    try bench.set("stop", 1)
    for _ in 0..<2000 where try bench.simulator.peekInt("idle") == 0 {
      try bench.step()
      try serve(bench)
    }
    #expect(try bench.simulator.peekInt("idle") == 1)
  }
}
