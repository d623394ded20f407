import BigInt

/// Builds one definition: its nets from declarations, its nodes from expressions, its statements from the `body`.
struct DefinitionBuilder {
  var definition: Netlist.Definition
  private(set) var diagnostics: [Diagnostic] = []
  var netOf: [ObjectIdentifier: Netlist.NetID] = [:]
  var memoryOf: [ObjectIdentifier: Int] = [:]
  /// Those that the source gives contents, right or wrong.
  var memoriesWithContents: [Int] = []
  var nodeOf: [ObjectIdentifier: Netlist.NodeID] = [:]
  /// Keeps identities of expressions from being used again while this definition is built.
  var keepAlive: [Expression] = []
  /// The wires made by `named` and the reads of memories that have their values.
  private var connected: Set<ObjectIdentifier> = []
  /// The conditions around the statement that is being lowered.
  var path: [PathCondition] = []
  let ownership: SignalOwnership
  private var domains: Set<ClockDomain> = []
  private var assertionNames: Set<String> = []

  init(name: String, documentation: String?, _ ownership: SignalOwnership) {
    definition = Netlist.Definition(name: name, documentation: documentation)
    self.ownership = ownership
  }

  /// The finished definition.
  func finished() -> Netlist.Definition {
    var result = definition
    result.domains = domains.sorted()
    result.renameConnections()
    return result
  }

  mutating func report(_ check: String, _ message: String, at location: SourceLocation?) {
    diagnostics.append(
      Diagnostic(check: check, message: message, module: definition.name, location: location))
  }

  mutating func use(_ domain: ClockDomain) { domains.insert(domain) }

  /// The name of an assertion: the one given, or its line, with a number where that is taken.
  mutating func assertionName(
    _ name: String?, _ kind: Netlist.Assertion.Kind, _ location: SourceLocation?
  ) -> String {
    let base = name.map(Name.snakeCase) ?? "\(kind.rawValue)_line_\(location?.line ?? 0)"
    var (candidate, number) = (base, 1)
    while !assertionNames.insert(candidate).inserted {
      number += 1
      candidate = "\(base)_\(number)"
    }
    return candidate
  }
}

// Declarations.
extension DefinitionBuilder {
  /// The values of stored wires made by `named` and of stored reads of memories.
  mutating func connectMembers(_ walk: PropertyWalk) {
    for leaf in walk.leaves {
      guard let declaration = leaf.declaration else { continue }
      for operand in declaration.operands { lower(operand, at: declaration.location) }
      connect(declaration)
    }
  }

  /// Ports, stored wires, registers and memories under the names of their properties.
  mutating func declareMembers(_ walk: PropertyWalk) {
    for name in walk.unordered {
      report("name", "'\(name)' has no order that names could follow; keep hardware in arrays", at: nil)
    }
    let mistakes = reportMembers(walk)
    for leaf in walk.leaves {
      if case .poison(let message, let location) = leaf.expression.kind, !mistakes.contains(message) {
        report("width", "'\(leaf.name)': \(message)", at: location)
      }
      guard let declaration = leaf.declaration, netOf[ObjectIdentifier(declaration)] == nil else { continue }
      declare(declaration, name: declaration.name ?? leaf.name)
    }
    for memory in walk.memories where memoryOf[ObjectIdentifier(memory.declaration)] == nil {
      declare(memory.declaration, name: memory.declaration.name ?? memory.name)
    }
  }

  /// Reports members of structures that these do not rebuild.
  ///
  /// - Returns: what is said of them.
  private mutating func reportMembers(_ walk: PropertyWalk) -> Set<String> {
    var mistakes: Set<String> = []
    for (name, signal) in walk.outermostSignals {
      for mistake in MemberCheck.mistakes(in: signal) {
        mistakes.insert(mistake)
        let places = signal.leaves.compactMap { leaf -> SourceLocation? in
          if case .poison(_, let place) = leaf.expression.kind { return place }
          return leaf.expression.declaration?.location
        }
        report("width", "'\(name)': \(mistake)", at: places.first)
      }
    }
    return mistakes
  }

  /// Reports attributes that the `body` gives to stored signals: other instances of the definition would lack them.
  mutating func reportLateAttributes(_ walk: PropertyWalk) {
    for leaf in walk.leaves {
      guard let declaration = leaf.declaration, let net = netOf[ObjectIdentifier(declaration)],
        definition[net].attributes != declaration.attributes
      else { continue }
      report(
        "attribute", "'\(leaf.name)' gets an attribute in the body: give it where the property is set",
        at: declaration.location)
    }
  }

  /// The ports of a payload; members first.
  mutating func declare(_ parameter: WidthParameter?) {
    guard let parameter else { return }
    var ports: [Netlist.WidthParameter.Port] = []
    for (name, signal) in parameter.ports {
      let leaves = signal.leaves.compactMap { leaf in
        leaf.expression.declaration.flatMap { $0.direction == nil ? nil : netOf[ObjectIdentifier($0)] }
      }
      if leaves.count != signal.leaves.count {
        report("width parameter", "'\(name)' is no port of the module, so its width is no parameter", at: nil)
      } else if leaves.contains(where: { !definition[$0].name.isMember(of: name) }) {
        let found = definition[leaves[0]].name
        report("width parameter", "'\(name)' is the name given to a port whose signals are called '\(found)'", at: nil)
      }
      ports.append(Netlist.WidthParameter.Port(name: name, leaves: leaves))
    }
    definition.widthParameter = Netlist.WidthParameter(
      ports: ports, moduleName: parameter.moduleName, documentation: parameter.documentation)
  }

  /// An instance with a net for each of its ports.
  mutating func addInstance(_ name: String, _ child: Elaborator.Defined, _ definition: Netlist.Definition) {
    let index = self.definition.instances.count
    var connections: [Netlist.NetID] = []
    for leaf in child.walk.leaves {
      guard let port = leaf.declaration, let direction = port.direction,
        netOf[ObjectIdentifier(port)] == nil
      else { continue }
      let net = addNet(
        Netlist.Net(
          name: "\(name)_\(leaf.name)", width: port.width, isSigned: port.type.isSigned,
          driver: direction == .input ? .statements : .instance(index), enumeration: port.type.enumeration,
          feedsInstance: direction == .input ? index : nil, source: port.location))
      netOf[ObjectIdentifier(port)] = net
      connections.append(net)
    }
    definition.domains.forEach { use($0) }
    self.definition.instances.append(
      Netlist.Instance(name: name, definition: child.index, connections: connections))
  }

  @discardableResult
  mutating func declare(_ declaration: Declaration, name: String) -> Netlist.NetID {
    let driver: Netlist.Net.Driver
    switch declaration.kind {
    case .port(.input): driver = .outside
    case .port(.output), .wire, .named: driver = .statements
    case .register(let domain, let reset, _):
      use(domain)
      driver = .register(domain: domain, reset: reset.flatMap { constantReset($0, declaration, name) })
    case .memoryRead(let port):
      driver = reserveReadPort(port.memory, at: declaration.location)
    }
    let net = addNet(
      Netlist.Net(
        name: name, width: declaration.width, isSigned: declaration.type.isSigned,
        direction: declaration.direction, driver: driver, enumeration: declaration.type.enumeration,
        attributes: declaration.attributes, source: declaration.location,
        documentation: declaration.documentation))
    netOf[ObjectIdentifier(declaration)] = net
    if declaration.direction != nil { definition.ports.append(net) }
    return net
  }

  /// Whether there is nothing left to do for the value of a declaration.
  func isConnected(_ declaration: Declaration) -> Bool {
    declaration.operands.isEmpty || connected.contains(ObjectIdentifier(declaration))
  }

  /// Gives a declared wire made by `named`, or a read of a memory, its value.
  mutating func connect(_ declaration: Declaration) {
    guard !isConnected(declaration), let net = netOf[ObjectIdentifier(declaration)] else { return }
    connected.insert(ObjectIdentifier(declaration))
    let operands = declaration.operands
    if case .memoryRead(let port) = declaration.kind {
      connectReadPort(net, port, address: operands[0], enable: operands[1], declaration.location)
    } else {
      let value = lower(operands[0], at: declaration.location)
      definition.statements.append(.assign(net, value, source: declaration.location))
    }
  }

  private mutating func constantReset(_ reset: Expression, _ declaration: Declaration, _ name: String) -> Bits? {
    guard let value = reset.constantValue else {
      report("width", "the reset value of '\(name)' is no constant", at: declaration.location)
      return nil
    }
    return Bits(truncating: value, width: declaration.width)
  }

  mutating func addNet(_ net: Netlist.Net) -> Netlist.NetID {
    definition.nets.append(net)
    return Netlist.NetID(definition.nets.count - 1)
  }
}

extension String {
  /// Whether it is the name of a signal or of one of its members.
  fileprivate func isMember(of signal: String) -> Bool { self == signal || hasPrefix(signal + "_") }
}
