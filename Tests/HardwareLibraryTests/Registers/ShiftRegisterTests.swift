import Hardware
import HardwareLibrary
import Testing

@Suite struct ShiftRegisterTests {
  static let blocks = [1, 2, 5].map { ShiftRegister(Unsigned.bits(8), length: $0, tapped: true) }

  @Test(arguments: Backend.allCases) func delaysByItsLengthInSteps(_ backend: Backend) throws {
    for block in Self.blocks {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(block, seed: seed)
        var words: [UInt64] = []
        for _ in 0..<200 {
          let (word, step) = (bench.random.bits(8), bench.random.chance(0.6))
          try bench.set("data_in", word)
          try bench.set("step", step)
          try bench.cycle {
            for (age, expected) in words.reversed().prefix(block.length).enumerated() {
              try bench.check(try bench["taps_\(age)"], is: expected, "tap \(age)")
            }
            if words.count >= block.length {
              try bench.check(try bench["data_out"], is: words[words.count - block.length], "data_out")
            }
          }
          if step { words.append(word) }
        }
      }
    }
  }

  @Test func hasTapsOnlyWhereAskedFor() throws {
    let top = try ShiftRegister(Unsigned.bits(4), length: 3).elaborated().top
    #expect(top.name == "shift_register_w4_l3")
    #expect(top.ports.map { top[$0].name } == ["step", "data_in", "data_out"])
  }
}
