import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct MulticastBusTests {
  private func bus(targets: Int, mayPassBy: Bool = false) -> MulticastBus<Signed> {
    MulticastBus(name: "test_bus", payload: .bits(8), tagBits: 3, targets: targets, mayPassBy: mayPassBy)
  }

  /// Targets with equal identifiers, with one of their own, and with one that no value carries.
  @Test(arguments: Stalls.allCases)
  func everyTargetGetsTheValuesWithItsTagInOrder(stalls: Stalls) throws {
    let identifiers = [2, 0, 5, 2, 7, 2, 0]
    var generator = SeededGenerator(seed: 8)
    let values = (0..<150).map { _ in
      [[0, 2, 5].randomElement(using: &generator)!, Int.random(bits: 8, using: &generator)]
    }
    let bench = try Bench(bus(targets: identifiers.count), seed: 3)
    for (target, identifier) in identifiers.enumerated() {
      try bench.set("identifiers_\(target)", identifier)
      try bench.collect("outputs_\(target)", count: values.count { $0[0] == identifier }, stalls: stalls)
    }
    try bench.feed("input", values, stalls: stalls)
    try bench.run()

    for (target, identifier) in identifiers.enumerated() {
      let expected = values.filter { $0[0] == identifier }.map { [$0[1]] }
      #expect(bench.collected("outputs_\(target)") == expected, "target \(target)")
    }
    // Those that share an identifier get each value at once.
    #expect(bench.cycles(of: "outputs_0") == bench.cycles(of: "outputs_3"))
    #expect(bench.cycles(of: "outputs_0") == bench.cycles(of: "outputs_5"))
    #expect(bench.cycles(of: "outputs_1") == bench.cycles(of: "outputs_6"))
    if stalls == .none { #expect(bench.cycle == values.count + 1 + 12, "a value every cycle") }
  }

  @Test func targetsThatAreNotAddressedHoldNothingUp() throws {
    let bench = try Bench(bus(targets: 2), seed: 1)
    try bench.set("identifiers_0", 1)
    try bench.set("identifiers_1", 2)
    try bench.feed("input", (0..<20).map { [1, $0] })
    try bench.collect("outputs_0", count: 20)
    try bench.run()
    #expect(bench.cycles(of: "outputs_0") == Array(1...20))
  }

  @Test func oneTargetThatCannotTakeAValueHoldsItBackFromAll() throws {
    let bench = try Bench(bus(targets: 2), seed: 1)
    try bench.set("identifiers_0", 1)
    try bench.set("identifiers_1", 1)
    try bench.feed("input", [[1, 5]])
    try bench.collect("outputs_0", count: 1)
    #expect(throws: Bench.Hang.self) { try bench.run(limit: 20) }
    #expect(bench.collected("outputs_0").isEmpty)
    try bench.collect("outputs_1", count: 1)
    try bench.run()
    #expect(bench.collected("outputs_0") == [[5]] && bench.collected("outputs_1") == [[5]])
  }

  @Test func aTagThatNoTargetTakesIsCaught() throws {
    let bench = try Bench(bus(targets: 2), seed: 1)
    try bench.set("identifiers_0", 1)
    try bench.set("identifiers_1", 2)
    try bench.feed("input", [[3, 5]])
    let failure = #expect(throws: AssertionFailure.self) { try bench.run() }
    #expect(failure?.message == "a value on the bus has a tag that no target takes")
  }

  @Test func valuesForOtherRowsPassByOnAnXBus() throws {
    let bench = try Bench(bus(targets: 2, mayPassBy: true), seed: 1)
    try bench.set("identifiers_0", 1)
    try bench.set("identifiers_1", 2)
    try bench.feed("input", [[3, 5], [1, 6], [0, 7], [2, 8]])
    for target in 0...1 { try bench.collect("outputs_\(target)", count: 1) }
    try bench.run()
    #expect(bench.collected("outputs_0") == [[6]] && bench.collected("outputs_1") == [[8]])
  }
}
