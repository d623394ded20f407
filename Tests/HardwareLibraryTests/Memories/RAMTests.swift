import Hardware
import HardwareLibrary
import Testing

@Suite struct RAMTests {
  static let twoPorts = [
    RAM1R1W(depth: 1, width: 8), RAM1R1W(depth: 5, width: 16), RAM1R1W(depth: 6, width: 32, granularity: 8),
    RAM1R1W(depth: 8, width: 12, granularity: 1),
  ]
  static let onePort = [
    RAM1RW(depth: 1, width: 8), RAM1RW(depth: 5, width: 16), RAM1RW(depth: 6, width: 32, granularity: 8),
    RAM1RW(depth: 8, width: 12, granularity: 1),
  ]

  /// A golden memory: every bit is known once it has been written.
  private struct Bits {
    var values: [[Bool?]]
    let width: Int
    let granularity: Int

    init(depth: Int, width: Int, mask: Unsigned?) {
      values = Array(repeating: Array(repeating: nil, count: width), count: depth)
      self.width = width
      granularity = mask.map { width / $0.width } ?? width
    }

    mutating func write(_ word: UInt64, at address: Int, mask: UInt64) {
      for bit in 0..<width where mask >> UInt64(bit / granularity) & 1 == 1 {
        values[address][bit] = word >> UInt64(bit) & 1 == 1
      }
    }

    /// Whether a word that was read is the one that stands here, as far as that is known.
    func agrees(_ word: UInt64, at address: Int) -> Bool { RAMTests.agrees(word, values[address]) }
  }

  private static func agrees(_ word: UInt64, _ bits: [Bool?]) -> Bool {
    bits.enumerated().allSatisfy { $1 == nil || $1 == (word >> UInt64($0) & 1 == 1) }
  }

  @Test(arguments: Backend.allCases) func twoPortsAgreeWithAnArrayOfBits(_ backend: Backend) throws {
    for ram in Self.twoPorts {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(ram, seed: seed)
        var golden = Bits(depth: ram.depth, width: ram.readData.width, mask: ram.writeMask)
        var expected: [Bool?] = []
        for _ in 0..<300 {
          let write = try driveWrite(bench, ram.depth, width: golden.width, mask: ram.writeMask, enable: "write_enable")
          let read = bench.random.chance(0.6)
          let address = Int.random(in: 0..<ram.depth, using: &bench.random)
          try bench.set("read_enable", read)
          try bench.set("read_address", UInt64(address))
          try bench.cycle { try bench.check(Self.agrees(try bench["read_data"], expected), "the word read last") }
          // Of a word that is written at the same edge, nothing is known.
          if read { expected = write?.address == address ? [] : golden.values[address] }
          if let write { golden.write(write.word, at: write.address, mask: write.mask) }
        }
      }
    }
  }

  @Test(arguments: Backend.allCases) func onePortAgreesWithAnArrayOfBits(_ backend: Backend) throws {
    for ram in Self.onePort {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(ram, seed: seed)
        var golden = Bits(depth: ram.depth, width: ram.readData.width, mask: ram.writeMask)
        var expected: [Bool?] = []
        for _ in 0..<300 {
          let write = try driveWrite(bench, ram.depth, width: golden.width, mask: ram.writeMask, enable: "write")
          let enable = bench.random.chance(0.8)
          let address = try Int(bench["address"])
          try bench.set("enable", enable)
          try bench.cycle { try bench.check(Self.agrees(try bench["read_data"], expected), "the word read last") }
          if enable, let write { golden.write(write.word, at: write.address, mask: write.mask) }
          if enable, write == nil { expected = golden.values[address] }
        }
      }
    }
  }

  private func driveWrite(
    _ bench: Bench, _ depth: Int, width: Int, mask: Unsigned?, enable: String
  ) throws -> (address: Int, word: UInt64, mask: UInt64)? {
    let address = Int.random(in: 0..<depth, using: &bench.random)
    let word = bench.random.bits(width)
    let bits = mask.map { bench.random.bits($0.width) } ?? 1
    let writes = bench.random.chance(0.5)
    try bench.set(enable, writes)
    try bench.set(enable == "write" ? "address" : "write_address", UInt64(address))
    try bench.set("write_data", word)
    if mask != nil { try bench.set("write_mask", bits) }
    return writes ? (address, word, bits) : nil
  }

  @Test func areNamedAfterDepthAndWidth() {
    #expect(
      Self.twoPorts.map(\.moduleName) == [
        "ram_1r1w_1x8", "ram_1r1w_5x16", "ram_1r1w_6x32_m8", "ram_1r1w_8x12_m1",
      ])
    #expect(Self.onePort.map(\.moduleName) == ["ram_1rw_1x8", "ram_1rw_5x16", "ram_1rw_6x32_m8", "ram_1rw_8x12_m1"])
  }
}
