import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct PsumClimbTests {
  @Test(arguments: PsumSource.allCases, Stalls.allCases)
  func addsWhatComesFromItsSource(source: PsumSource, stalls: Stalls) throws {
    var generator = SeededGenerator(seed: 3)
    let count = 100
    let own = (0..<count).map { _ in [Int.random(bits: 12, using: &generator), Int.random(in: 0...1, using: &generator)] }
    let other = (0..<count).map { _ in Int.random(bits: 12, using: &generator) }

    let bench = try Bench(PsumClimb(bits: 12), seed: 4)
    try bench.set("source", source.rawValue)
    try bench.feed("own", own, stalls: stalls)
    if source == .neighbour { try bench.feed("below", zip(other, own).map { [$0, $1[1]] }, stalls: stalls) }
    if source == .network { try bench.feed("network", other.map { [$0] }, stalls: stalls) }
    try bench.collect("output", count: count, stalls: stalls)
    try bench.run()
    #expect(
      bench.collected("output")
        == zip(own, other).map { [($0[0] + (source == .nothing ? 0 : $1)).wrapped(to: 12), $0[1]] })
    if stalls == .none { #expect(bench.cycles(of: "output") == Array(0..<count)) }
  }

  @Test func takesNothingFromTheSourcesThatAreNotSet() throws {
    let bench = try Bench(PsumClimb(bits: 8), seed: 1)
    try bench.set("source", PsumSource.nothing.rawValue)
    try bench.feed("own", [[1, 0], [2, 1]])
    try bench.feed("below", [[3, 1]])
    try bench.collect("output", count: 2)
    #expect(throws: Bench.Hang.self) { try bench.run(limit: 20) }
    #expect(bench.collected("output") == [[1, 0], [2, 1]])
  }

  @Test func aColumnWhoseRowsAreOutOfStepIsCaught() throws {
    let bench = try Bench(PsumClimb(bits: 8), seed: 1)
    try bench.set("source", PsumSource.neighbour.rawValue)
    try bench.feed("own", [[1, 1]])
    try bench.feed("below", [[1, 0]])
    try bench.collect("output", count: 1)
    let failure = #expect(throws: AssertionFailure.self) { try bench.run() }
    #expect(failure?.message == "PEs of a column are out of step")
  }
}
