import Testing

@testable import Hardware

@Suite struct WellFormedCheckTests {
  private let input = Netlist.Net(name: "number", width: 4, direction: .input, driver: .outside)
  private let output = Netlist.Net(name: "result", width: 4, direction: .output, driver: .statements)

  private func definition(
    _ nodes: [Netlist.Node], _ statements: [Netlist.Statement] = []
  ) -> Netlist.Definition {
    Netlist.Definition(
      name: "unit", ports: [Netlist.NetID(0), Netlist.NetID(1)], nets: [input, output], nodes: nodes,
      statements: statements)
  }

  private var read: Netlist.Node { Netlist.Node(.net(Netlist.NetID(0)), width: 4) }

  @Test func aSoundNetlistHasNoDefects() {
    let sound = definition([read], [.assign(Netlist.NetID(1), Netlist.NodeID(0), source: nil)])
    #expect(findings(of: sound) == [])
  }

  @Test func operandsOfTheWrongWidth() {
    let operands = (Netlist.NodeID(0), Netlist.NodeID(1))
    let sum = Netlist.Node(.binary(.add, operands.0, operands.1), width: 4)
    let narrow = Netlist.Node(.constant(1), width: 3)
    #expect(
      findings(of: definition([read, narrow, sum])).map { $0.contains("node 2") && $0.contains("4 bits of [4, 3]") }
        == [true])
  }

  @Test func operandsThatComeLater() {
    #expect(
      findings(of: definition([Netlist.Node(.not(Netlist.NodeID(1)), width: 4), read])) == [
        "error: internal defect: node 0 reads a node that is not before it [netlist, in unit]"
      ])
  }

  @Test func aValueOfAnotherWidthThanItsTarget() {
    let nodes = [Netlist.Node(.constant(1), width: 3)]
    let source = SourceLocation(fileID: "Design/Unit.swift", line: 7)
    #expect(
      findings(of: definition(nodes, [.assign(Netlist.NetID(1), Netlist.NodeID(0), source: source)])) == [
        "Design/Unit.swift:7: error: internal defect: the value of 'result' has 3 bits instead of 4 "
          + "[netlist, in unit]"
      ])
  }

  @Test func aClockThatTheModuleDoesNotList() {
    var unit = definition([read], [.assign(Netlist.NetID(1), Netlist.NodeID(0), source: nil)])
    unit.nets.append(Netlist.Net(name: "state", width: 1, driver: .register(domain: .main, reset: nil)))
    #expect(
      findings(of: unit) == [
        "error: internal defect: 'state' uses a clock that the module does not list [netlist, in unit]"
      ])
  }
}
