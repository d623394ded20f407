import Hardware
import HardwareLibrary
import Testing

@Suite struct CounterTests {
  static let blocks = [1, 4].map { Counter(width: $0) }

  @Test(arguments: Backend.allCases) func wrapsAtEveryLimit(_ backend: Backend) throws {
    for counter in Self.blocks {
      let bench = try backend.bench(counter)
      for limit in 0..<UInt64(1 << counter.value.width) {
        try bench.set("limit", limit)
        try bench.set("clear", true)
        try bench.set("step", true)
        try bench.cycle()
        try bench.set("clear", false)
        for count in 0...2 * limit + 3 {
          try bench.cycle {
            try bench.check(try bench["value"], is: count % (limit + 1), "value \(count) of limit \(limit)")
            try bench.check(try bench.bit("last"), is: count % (limit + 1) == limit, "last \(count) of limit \(limit)")
          }
        }
      }
      #expect(bench.unreached == [])
    }
  }

  @Test(arguments: Backend.allCases) func countsStepsAndClearComesFirst(_ backend: Backend) throws {
    for seed in UInt64(0)..<3 {
      let bench = try backend.bench(Self.blocks[1], seed: seed)
      let limit = bench.random.bits(4)
      try bench.set("limit", limit)
      var value: UInt64 = 0
      for _ in 0..<300 {
        let (step, clear) = (bench.random.chance(0.7), bench.random.chance(0.05))
        try bench.set("step", step)
        try bench.set("clear", clear)
        try bench.cycle { try bench.check(try bench["value"], is: value, "value") }
        value = clear ? 0 : step ? (value + 1) % (limit + 1) : value
      }
    }
  }
}
