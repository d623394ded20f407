import BigInt

/// Builds one definition: its nets from declarations, its nodes from expressions, its statements from the `body`.
struct DefinitionBuilder {
  var definition: Netlist.Definition
  private(set) var diagnostics: [Diagnostic] = []
  var netOf: [ObjectIdentifier: Netlist.NetID] = [:]
  var memoryOf: [ObjectIdentifier: Int] = [:]
  var nodeOf: [ObjectIdentifier: Netlist.NodeID] = [:]
  /// Keeps identities of expressions from being used again while this definition is built.
  var keepAlive: [Expression] = []
  /// Wires made by `named` and read ports of memories that were met and still have to be lowered.
  var pending: [Pending] = []
  /// The conditions around the statement that is being lowered.
  var path: [PathCondition] = []
  private var domains: Set<ClockDomain> = []
  private var instanceOfPort: [ObjectIdentifier: String] = [:]

  enum PathCondition {
    case holds(Netlist.NodeID)
    case fails(Netlist.NodeID)
    case equals(Netlist.NodeID, BigUInt, width: Int)
  }

  enum Pending {
    case named(Netlist.NetID, Expression, SourceLocation)
    case memoryRead(Netlist.NetID, MemoryReadPort, SourceLocation)
  }

  init(name: String, documentation: String?) {
    definition = Netlist.Definition(name: name, documentation: documentation)
  }

  /// The finished definition.
  func finished() -> Netlist.Definition {
    var result = definition
    result.domains = domains.sorted()
    return result
  }

  mutating func report(_ check: String, _ message: String, at location: SourceLocation?) {
    diagnostics.append(
      Diagnostic(check: check, message: message, module: definition.name, location: location))
  }

  mutating func use(_ domain: ClockDomain) { domains.insert(domain) }
}

// Declarations.
extension DefinitionBuilder {
  /// Ports, stored wires, registers and memories under the names of their properties.
  mutating func declareMembers(_ walk: PropertyWalk) {
    for leaf in walk.leaves {
      if case .poison(let message) = leaf.expression.kind {
        report("width", "'\(leaf.name)': \(message)", at: nil)
      }
      guard let declaration = leaf.declaration, netOf[ObjectIdentifier(declaration)] == nil else { continue }
      declare(declaration, name: declaration.name ?? leaf.name)
    }
    for memory in walk.memories where memoryOf[ObjectIdentifier(memory.declaration)] == nil {
      declare(memory.declaration, name: memory.declaration.name ?? memory.name)
    }
  }

  /// An instance with a net for each of its ports.
  mutating func addInstance(
    _ name: String, of module: any Module, definition index: Int, _ child: Netlist.Definition
  ) {
    var walk = PropertyWalk()
    walk.visitMembers(of: module)
    let instanceIndex = definition.instances.count
    var connections: [Netlist.NetID] = []
    var seen: Set<ObjectIdentifier> = []
    for leaf in walk.leaves {
      guard let port = leaf.declaration, let direction = port.direction,
        seen.insert(ObjectIdentifier(port)).inserted
      else { continue }
      if let other = instanceOfPort[ObjectIdentifier(port)] {
        report(
          "aliasing",
          "the instances '\(other)' and '\(name)' are the same one; make each with its own initialiser, "
            + "for example (0..<count).map { _ in ... } instead of Array(repeating:count:)",
          at: port.location)
        break
      }
      instanceOfPort[ObjectIdentifier(port)] = name
      let feeds = direction == .input ? instanceIndex : nil
      let net = addNet(
        Netlist.Net(
          name: "\(name)_\(leaf.name)", width: port.width, isSigned: port.isSigned,
          driver: direction == .input ? .statements : .instance(instanceIndex), enumeration: port.enumeration,
          feedsInstance: feeds, source: port.location))
      netOf[ObjectIdentifier(port)] = net
      connections.append(net)
    }
    child.domains.forEach { use($0) }
    definition.instances.append(Netlist.Instance(name: name, definition: index, connections: connections))
  }

  @discardableResult
  mutating func declare(_ declaration: Declaration, name: String) -> Netlist.NetID {
    let driver: Netlist.Net.Driver
    switch declaration.kind {
    case .port(.input): driver = .outside
    case .port(.output), .wire, .named: driver = .statements
    case .register(let domain, let reset, _):
      use(domain)
      driver = .register(domain: domain, reset: reset.flatMap { constantReset($0, declaration) })
    case .memoryRead(let port):
      driver = .memory(memoryIndex(port.memory), readPort: reserveReadPort(port.memory))
    }
    let net = addNet(
      Netlist.Net(
        name: name, width: declaration.width, isSigned: declaration.isSigned, direction: declaration.direction,
        driver: driver, enumeration: declaration.enumeration, source: declaration.location))
    netOf[ObjectIdentifier(declaration)] = net
    if declaration.direction != nil { definition.ports.append(net) }
    switch declaration.kind {
    case .named(let value): pending.append(.named(net, value, declaration.location))
    case .memoryRead(let port): pending.append(.memoryRead(net, port, declaration.location))
    default: break
    }
    return net
  }

  private mutating func constantReset(_ reset: Expression, _ declaration: Declaration) -> Bits? {
    guard let value = reset.constantValue else {
      report("width", "the reset value of '\(declaration.name ?? "a register")' is no constant", at: declaration.location)
      return nil
    }
    return Bits(truncating: value, width: declaration.width)
  }

  private mutating func declare(_ memory: MemoryDeclaration, name: String) {
    memoryOf[ObjectIdentifier(memory)] = definition.memories.count
    definition.memories.append(
      Netlist.Memory(name: name, width: memory.width, depth: memory.depth, source: memory.location))
  }

  mutating func memoryIndex(_ memory: MemoryDeclaration) -> Int {
    if let index = memoryOf[ObjectIdentifier(memory)] { return index }
    declare(memory, name: memory.name ?? "memory")
    return definition.memories.count - 1
  }

  // The port's expressions are lowered later; its place among the memory's ports is needed at once.
  private mutating func reserveReadPort(_ memory: MemoryDeclaration) -> Int {
    let index = memoryIndex(memory)
    let nothing = Netlist.NodeID(-1)
    definition.memories[index].readPorts.append(
      Netlist.ReadPort(
        domain: .main, address: nothing, enable: nothing, latency: .combinational, readUnderWrite: .undefined,
        data: Netlist.NetID(-1), source: nil))
    return definition.memories[index].readPorts.count - 1
  }

  private mutating func addNet(_ net: Netlist.Net) -> Netlist.NetID {
    definition.nets.append(net)
    return Netlist.NetID(definition.nets.count - 1)
  }
}
