import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct GlobalBufferTests {
  /// 3 banks of 16 words of 32 bits; vectors of 2 bytes, so two in a word.
  private var architecture: Architecture {
    var architecture = Architecture.tiny
    (architecture.ifmapBusWords, architecture.psumBusWords, architecture.psumBits) = (2, 1, 16)
    (architecture.bufferBanks, architecture.bufferDepth, architecture.bufferWordBits) = (3, 16, 32)
    return architecture
  }

  /// Three writers with a third of each bank for themselves, then all readers over everything.
  @Test(arguments: Stalls.allCases)
  func everyClientReadsWhatWasWritten(stalls: Stalls) throws {
    var generator = SeededGenerator(seed: 3)
    var memory = (0..<48).map { _ in Int.random(in: 0..<1 << 32, using: &generator) }
    let bench = try Bench(GlobalBuffer(architecture), seed: 4)
    for (index, name) in ["psum_write", "result_write", "load_write"].enumerated() {
      let addresses = (0..<48).filter { $0 % 3 == index }
      var writes = addresses.map { [$0, memory[$0], 0b1111, 0] }
      for address in addresses.shuffled(using: &generator).prefix(8) {
        let (data, mask) = (Int.random(in: 0..<1 << 32, using: &generator), Int.random(in: 0..<16, using: &generator))
        writes.append([address, data, mask, 1])
        let bits = (0..<4).filter { mask >> $0 & 1 == 1 }.reduce(0) { $0 | 0xFF << (8 * $1) }
        memory[address] = memory[address] & ~bits | data & bits
      }
      try bench.feed("\(name)_input", writes, stalls: stalls)
    }
    try bench.run()

    bench.forgetStreams()
    var expected: [String: [[Int]]] = [:]
    for (name, parts) in [("psum_read", 1), ("ifmap_read", 2), ("vector_read", 2), ("store_read", 1)] {
      let addresses = (0..<200).map { _ in Int.random(in: 0..<48 * parts, using: &generator) }
      try bench.feed("\(name)_request", addresses.map { [$0] }, stalls: stalls)
      try bench.collect("\(name)_response", count: addresses.count, stalls: stalls)
      expected[name] = addresses.map {
        parts == 1 ? [memory[$0]] : [memory[$0 / 2] >> (16 * ($0 % 2)) & 0xFFFF]
      }
    }
    try bench.run()
    for (name, values) in expected { #expect(bench.collected("\(name)_response") == values) }
  }

  @Test func clientsOfDifferentBanksDoNotWait() throws {
    let bench = try Bench(GlobalBuffer(architecture), seed: 1)
    try bench.feed("psum_read_request", (0..<64).map { [$0 % 16] })
    try bench.feed("store_read_request", (0..<64).map { [16 + $0 % 16] })
    try bench.feed("load_write_input", (0..<64).map { [32 + $0 % 16, $0, 15, 0] })
    try bench.collect("psum_read_response", count: 64)
    try bench.collect("store_read_response", count: 64)
    try bench.run()
    #expect(bench.cycles(of: "psum_read_response") == Array(3..<67), "one a cycle")
    #expect(bench.cycles(of: "store_read_response") == Array(3..<67))
  }

  @Test func anAddressPastTheLastBankIsAnswered() throws {
    let bench = try Bench(GlobalBuffer(architecture), seed: 1)
    try bench.feed("psum_write_input", [[50, 7, 15, 1]])
    try bench.feed("psum_read_request", [[49], [3]])
    try bench.collect("psum_read_response", count: 2)
    try bench.run()
    #expect(bench.collected("psum_read_response").count == 2)
  }
}
