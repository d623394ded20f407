import Testing

@testable import Hardware

private struct MultiplyAccumulate: Module {
  let enable, clear: Bit
  let activation, weight: Signed
  let partialSum: Signed

  private let psumBits: Int

  init(activationBits: Int, weightBits: Int, psumBits: Int) {
    self.psumBits = psumBits
    (enable, clear) = (.input(), .input())
    (activation, weight) = (.input(activationBits), .input(weightBits))
    partialSum = .output(psumBits)
  }

  var body: [Statement] {
    let product = (activation * weight).named("product")
    let sum = Signed.register("sum", psumBits)

    when(clear) { sum <== 0 }
      .elsewhen(enable) { sum <== sum &+ product }

    partialSum <== sum
  }
}

private struct Machine: Module {
  enum Phase: CaseIterable { case idle, load, compute, drain }
  let start, last: Bit
  let busy: Bit
  init() { (start, last, busy) = (.input(), .input(), .output()) }

  var body: [Statement] {
    let phase = Enumerated<Phase>.register("phase", reset: .idle)
    busy <== phase .!= .idle
    phase.match {
      switch $0 {
      case .idle: when(start) { phase <== .load }
      case .load: phase <== .compute
      case .compute: when(last) { phase <== .drain }
      case .drain: phase <== .idle
      }
    }
  }
}

private struct Pair: Module {
  let a, b: Signed
  let sums: [Signed]
  let left, right: MultiplyAccumulate
  init() {
    (a, b) = (.input(8), .input(8))
    sums = (0..<2).map { _ in .output(24) }
    left = MultiplyAccumulate(activationBits: 8, weightBits: 8, psumBits: 24)
    right = MultiplyAccumulate(activationBits: 8, weightBits: 8, psumBits: 24)
  }
  var body: [Statement] {
    for (index, unit) in [left, right].enumerated() {
      unit.activation <== a
      unit.weight <== b
      unit.enable <== true
      unit.clear <== false
      sums[index] <== unit.partialSum
    }
  }
}

@Suite struct ElaborationTests {
  @Test func registersWiresAndPortsTakeTheirNamesFromTheSource() throws {
    let design = try MultiplyAccumulate(activationBits: 8, weightBits: 8, psumBits: 32).elaborated()
    let top = design.top
    #expect(top.name == "multiply_accumulate")
    #expect(top.ports.map { top[$0].name } == ["enable", "clear", "activation", "weight", "partial_sum"])
    #expect(top.nets.map(\.name) == ["enable", "clear", "activation", "weight", "partial_sum", "sum", "product"])
    #expect(top.domains == [.main])
    #expect(top.statements.count == 3)
  }

  @Test func aStateMachineBecomesOneMatch() throws {
    let top = try Machine().elaborated().top
    guard case .match(_, let enumeration, let arms, _) = top.statements[1] else {
      Issue.record("no match: \(top.statements)")
      return
    }
    #expect(enumeration.cases == ["idle", "load", "compute", "drain"])
    #expect(enumeration.parameterName(2) == "PHASE_COMPUTE")
    #expect(arms.map(\.caseIndex) == [0, 1, 2, 3])
  }

  @Test func equalModulesShareOneDefinition() throws {
    let design = try Pair().elaborated()
    #expect(design.definitions.map(\.name) == ["multiply_accumulate", "pair"])
    #expect(design.top.instances.map(\.name) == ["left", "right"])
    #expect(design.instanceCounts == [2, 1])
    #expect(design.top.ports.map { design.top[$0].name } == ["a", "b", "sums_0", "sums_1"])
  }
}
