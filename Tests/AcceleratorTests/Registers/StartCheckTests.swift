import BigInt
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The check of a start against arithmetic without bounds.
@Suite struct StartCheckTests {
  private struct Start {
    var program = 0, size = 0, writeEnd = 0
    var base: BigInt = 0

    func refusal(addressBits: Int) -> ProgramError {
      if program % 256 != 0 { return .programOffset }
      if base % 256 != 0 { return .memoryBase }
      let end = base + BigInt(max(size, writeEnd))
      return end > BigInt(1) << addressBits ? .addressSpace : .none
    }
  }

  private func refusal(_ start: Start, of simulator: Interpreter) throws -> ProgramError? {
    try simulator.poke("program_offset", start.program)
    try simulator.poke("size", start.size)
    try simulator.poke("write_end", start.writeEnd)
    try simulator.poke("base", start.base)
    try simulator.poke("starts", 1)
    try simulator.step()
    // What comes next is not looked at.
    for port in ["starts", "program_offset", "size", "write_end", "base"] { try simulator.poke(port, 0) }
    #expect(try simulator.peekInt("start") == 0)
    try simulator.step()
    #expect(try simulator.peekInt("start") == 1)
    return ProgramError(rawValue: try simulator.peekInt("refusal"))
  }

  /// Values at the limits and anywhere.
  private func random(addressBits: Int, using generator: inout SeededGenerator) -> Start {
    func offset(_ generator: inout SeededGenerator) -> Int {
      [0, 256, 1 << 32 - 1, 1 << 32 - 256, .random(in: 0..<1 << 32, using: &generator)].randomElement(using: &generator)!
    }
    var start = Start(size: offset(&generator), writeEnd: offset(&generator))
    start.program = offset(&generator) & (Int.random(in: 0..<4, using: &generator) == 0 ? .max : ~255)
    let space = BigInt(1) << addressBits
    let near = space - BigInt(max(start.size, start.writeEnd)) + BigInt(Int.random(in: -2...2, using: &generator))
    let base = [0, near, near - near % 256, near - near % 256 + 256, space, BigInt(generator.next())]
      .randomElement(using: &generator)!
    start.base = min(max(0, base), BigInt(UInt64.max))
    return start
  }

  @Test(arguments: [32, 40, 63, 64])
  func refusesWhatCannotBegin(addressBits: Int) throws {
    let simulator = try Interpreter(StartCheck(addressBits: addressBits).elaborated())
    try simulator.reset()
    for seed in randomSeeds(4) {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<100 {
        let start = random(addressBits: addressBits, using: &generator)
        let found = try refusal(start, of: simulator)
        #expect(found == start.refusal(addressBits: addressBits), "\(start), seed \(seed)")
      }
    }
  }
}
