import TestSupport
import Testing

@testable import Accelerator

@Suite struct PsumFeederTests {
  private func word(_ address: Int, _ index: Int) -> Int { (address * 1_003 + index * 777) % 4_000 - 2_000 }

  /// Passes of zeros and of stored psums in turn; a stored one is written, in its order, at some time before.
  @Test(arguments: randomSeeds(30))
  func deliversZerosAndWhatWasWritten(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let order = PsumOrder.random(using: &generator)
    let architecture = order.architecture
    let stalls = Stalls.allCases.randomElement(using: &generator)!
    let tags = (0..<order.targets).map { _ in
      [Int.random(in: 0...12, using: &generator), Int.random(in: 0...25, using: &generator)]
    }
    let passes = (0..<4).map { [Int.random(in: 0..<1000, using: &generator), $0 % 2] }
    let bench = try Bench(PsumFeeder(architecture), seed: seed)
    try order.configure(bench, "layer")
    let pitch = Int.random(in: 0..<3000, using: &generator)
    try bench.set("word_pitch", pitch)
    try bench.write(table: "column_write", tags.map { $0[0] | $0[1] << 8 })

    let words = architecture.psumBusWords
    var expected: [[Int]] = []
    var addresses: [Int] = []
    for pass in passes {
      for (index, group) in order.groups.enumerated() {
        let address = pass[0] + index / 2 + index % 2 * pitch
        if pass[1] == 1 { addresses.append(address) }
        let values = (0..<words).map { pass[1] == 1 ? word(address, $0) : 0 }
        expected.append(tags[group.target] + values + (words > 1 ? [group.words - 1] : []))
      }
    }
    try bench.feed("pass", passes, stalls: stalls)
    try bench.collect("request", count: addresses.count, stalls: stalls)
    try bench.feed("response", [], stalls: stalls)
    try bench.collect("output", count: expected.count, stalls: stalls)
    var written = 0
    try bench.run { bench in
      let asked = bench.collected("request").count
      #expect(asked <= written, "a psum was read before it was written")
      let writes = written < addresses.count && Bool.random(using: &generator)
      try bench.set("written", writes ? 1 : 0)
      if writes { written += 1 }
      while let request = bench.payload(of: "request", at: bench.fedCount("response")) {
        let bits = architecture.psumStorageBits
        let value = (0..<words).reduce(0) { $0 | (word(request[0], $1) & (1 << bits - 1)) << ($1 * bits) }
        try bench.append("response", [value])
      }
    }
    #expect(bench.collected("request").map { $0[0] } == addresses)
    #expect(bench.collected("output") == expected)
    #expect(try bench.simulator.peekInt("busy") == 0)
  }

  @Test(arguments: randomSeeds(10))
  func asksInTheSameOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let order = PsumOrder.random(using: &generator)
    let stalls = Stalls.allCases.randomElement(using: &generator)!
    let places = (0..<order.targets).map { _ in
      [Int.random(in: 0..<12, using: &generator), Int.random(in: 0..<14, using: &generator)]
    }
    let bench = try Bench(CollectRequests(order.architecture), seed: seed)
    try order.configure(bench, "layer")
    try bench.write(table: "column_write", places.map { $0[0] << 16 | $0[1] << 24 })
    let expected = order.groups.map { places[$0.target] }
    try bench.feed("pass", [[1], [1]], stalls: stalls)
    try bench.collect("output", count: 2 * expected.count, stalls: stalls)
    try bench.run()
    #expect(bench.collected("output") == expected + expected)
  }
}
