import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamTests {
  struct Doubler: Module {
    let input: Stream<Unsigned>
    let output: Stream<Unsigned>
    init() { (input, output) = (.input(.bits(8)), .output(.bits(9))) }
    var body: [Statement] { output <== input.map { $0 << 1 } }
  }

  @Test func aMappedStreamMovesWithItsSource() throws {
    let bench = try Backend.interpreter.bench(Doubler(), seed: 3)
    let words = (0..<50).map { _ in [bench.random.bits(8)] }
    let input = try bench.source("input", words: words)
    let output = try bench.sink("output")
    var seen: [[UInt64]] = []
    try bench.exercise(until: { input.isDone }) { output.moved.map { seen.append($0) } }
    try bench.check(seen, is: words.map { [$0[0] * 2] }, "the doubled words")
  }

  @Test func aMemberOfAnotherShapeIsAnError() throws {
    struct Wrong: Module {
      let input: Stream<Unsigned>
      let output: Stream<Unsigned>
      init() { (input, output) = (.input(.bits(8)), .output(.bits(9))) }
      var body: [Statement] { output <== input }
    }
    #expect(throws: DesignError.self) { try Wrong().elaborated() }
  }
}
