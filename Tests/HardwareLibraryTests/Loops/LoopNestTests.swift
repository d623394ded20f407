import Hardware
import HardwareLibrary
import Testing

/// The index tuples of nested loops in their order, the innermost level first in each tuple.
func tuples(counts: [Int]) -> [[Int]] {
  counts.reversed().reduce([[]]) { outer, count in
    outer.flatMap { tuple in (0..<count).map { [$0] + tuple } }
  }
}

/// Bit `i`: the tuple agrees with another one in its elements 0 to `i`.
func agreement(_ tuple: [Int], _ other: [Int]) -> UInt64 {
  tuple.indices.reduce(0) { $0 | (tuple[...$1] == other[...$1] ? 1 << UInt64($1) : 0) }
}

@Suite struct LoopNestTests {
  static let blocks = [[3], [1, 3], [4, 2, 5]].map { LoopNest(widths: $0) }

  @Test(arguments: Backend.allCases) func visitsEveryTupleInOrderTwice(_ backend: Backend) throws {
    for nest in Self.blocks {
      let widths = nest.indices.map(\.width)
      for seed in UInt64(0)..<8 {
        let bench = try backend.bench(nest, seed: seed)
        let counts = widths.map { Int.random(in: 1...min(5, 1 << $0), using: &bench.random) }
        for (level, count) in counts.enumerated() { try bench.set("limits_\(level)", UInt64(count - 1)) }
        let expected = tuples(counts: counts)
        for tuple in expected + expected {
          try check(bench, tuple, counts)
          try bench.set("step", false)
          if bench.random.chance(0.3) { try bench.cycle { try check(bench, tuple, counts) } }
          try bench.set("step", true)
          try bench.cycle()
        }
      }
    }
  }

  @Test(arguments: Backend.allCases) func clearBeginsAgainFromAnywhere(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[2])
    let counts = [3, 2, 4]
    for (level, count) in counts.enumerated() { try bench.set("limits_\(level)", UInt64(count - 1)) }
    for start in 0..<24 {
      try bench.set("step", true)
      try bench.run(start)
      try bench.set("clear", true)
      try bench.cycle { try check(bench, tuples(counts: counts)[start], counts) }
      try bench.set("clear", false)
      try check(bench, [0, 0, 0], counts)
    }
    #expect(bench.unreached == [])
  }

  @Test(arguments: Backend.allCases) func everyLevelReachesTheEndOfItsRange(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[1])
    let counts = [2, 8]
    for (level, count) in counts.enumerated() { try bench.set("limits_\(level)", UInt64(count - 1)) }
    try bench.set("step", true)
    for tuple in tuples(counts: counts) { try bench.cycle { try check(bench, tuple, counts) } }
    try check(bench, [0, 0], counts)
    #expect(bench.unreached == [])
  }

  private func check(_ bench: Bench, _ tuple: [Int], _ counts: [Int]) throws {
    let indices = try tuple.indices.map { Int(try bench["indices_\($0)"]) }
    try bench.check(indices, is: tuple, "indices")
    try bench.check(try bench["first"], is: agreement(tuple, tuple.map { _ in 0 }), "first at \(tuple)")
    try bench.check(try bench["last"], is: agreement(tuple, counts.map { $0 - 1 }), "last at \(tuple)")
  }
}
