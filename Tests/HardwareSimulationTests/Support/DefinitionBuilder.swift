import BigInt
import Hardware

/// Builds definitions of the netlist by hand, with no front end between the test and the IR.
struct DefinitionBuilder {
  var definition: Netlist.Definition

  init(_ name: String, domains: [ClockDomain] = [.main]) {
    definition = Netlist.Definition(name: name, domains: domains)
  }

  // MARK: Nets

  mutating func net(
    _ name: String, _ width: Int, signed: Bool = false, driver: Netlist.Net.Driver,
    direction: Netlist.Net.Direction? = nil, enumeration: Netlist.Enumeration? = nil, feeds: Int? = nil
  ) -> Netlist.NetID {
    definition.nets.append(
      Netlist.Net(
        name: name, width: width, isSigned: signed, direction: direction, driver: driver, enumeration: enumeration,
        feedsInstance: feeds))
    let id = Netlist.NetID(definition.nets.count - 1)
    if direction != nil { definition.ports.append(id) }
    return id
  }

  mutating func input(_ name: String, _ width: Int, signed: Bool = false) -> Netlist.NodeID {
    read(net(name, width, signed: signed, driver: .outside, direction: .input))
  }

  @discardableResult
  mutating func output(
    _ name: String, _ value: Netlist.NodeID, signed: Bool = false, enumeration: Netlist.Enumeration? = nil
  ) -> Netlist.NetID {
    let width = definition[value].width
    let id = net(
      name, width, signed: signed, driver: .statements, direction: .output, enumeration: enumeration)
    assign(id, value)
    return id
  }

  mutating func wire(_ name: String, _ width: Int, signed: Bool = false) -> Netlist.NetID {
    net(name, width, signed: signed, driver: .statements)
  }

  mutating func register(
    _ name: String, _ width: Int, signed: Bool = false, domain: ClockDomain = .main, reset: BigUInt? = 0,
    enumeration: Netlist.Enumeration? = nil
  ) -> Netlist.NetID {
    let value = reset.map { Bits($0, width: width) }
    return net(
      name, width, signed: signed, driver: .register(domain: domain, reset: value), enumeration: enumeration)
  }

  mutating func assign(_ net: Netlist.NetID, _ value: Netlist.NodeID) {
    definition.statements.append(.assign(net, value, source: nil))
  }

  mutating func when(
    _ condition: Netlist.NodeID, _ then: [Netlist.Statement], otherwise: [Netlist.Statement] = []
  ) {
    definition.statements.append(
      .when([Netlist.Branch(condition: condition, body: then)], otherwise: otherwise, source: nil))
  }

  // MARK: Nodes

  mutating func node(_ operation: Netlist.Operation, _ width: Int, signed: Bool = false) -> Netlist.NodeID {
    definition.nodes.append(Netlist.Node(operation, width: width, isSigned: signed))
    return Netlist.NodeID(definition.nodes.count - 1)
  }

  mutating func read(_ net: Netlist.NetID) -> Netlist.NodeID {
    node(.net(net), definition[net].width, signed: definition[net].isSigned)
  }

  mutating func constant(_ value: BigUInt, _ width: Int, signed: Bool = false) -> Netlist.NodeID {
    node(.constant(value), width, signed: signed)
  }

  mutating func binary(
    _ operation: Netlist.BinaryOperator, _ left: Netlist.NodeID, _ right: Netlist.NodeID
  ) -> Netlist.NodeID {
    let first = definition[left]
    return node(.binary(operation, left, right), first.width, signed: first.isSigned)
  }

  mutating func equal(_ left: Netlist.NodeID, _ right: Netlist.NodeID) -> Netlist.NodeID {
    node(.compare(.equal, left, right, signed: false), 1)
  }
}

extension Netlist.Design {
  init(_ builders: DefinitionBuilder...) {
    self.init(definitions: builders.map(\.definition))
  }
}
