import Hardware

/// Compiles the logic of one instance of a definition: its nets get storage, its nodes instructions.
struct InstanceCompiler {
  let definition: Netlist.Definition
  let lowered: LoweredDefinition
  let isUsed: [Bool]
  /// The instance's hierarchical name with a dot behind it; empty for the top.
  let path: String
  let builder: ProgramBuilder
  /// By net index.
  private(set) var nets: [Slot]
  private(set) var memories: [Program.FlatMemory] = []
  /// By node index.
  private var values: [Slot?]

  init(
    _ definition: Netlist.Definition, _ lowered: LoweredDefinition, isUsed: [Bool], path: String, ports: [UInt32],
    builder: ProgramBuilder
  ) {
    self.definition = definition
    self.lowered = lowered
    self.isUsed = isUsed
    self.path = path
    self.builder = builder
    values = Array(repeating: nil, count: lowered.nodes.count)
    var shared: [Int: UInt32] = [:]
    for (port, offset) in zip(definition.ports, ports) { shared[port.index] = offset }
    nets = definition.nets.enumerated().map { index, net in
      shared[index].map { Slot(offset: $0, width: net.width) } ?? builder.allocate(width: net.width)
    }
  }

  mutating func compile() {
    let copies = placeNetValues()
    for index in lowered.nodes.indices where isUsed[index] { compileNode(index) }
    for (net, node) in copies { builder.emitCopy(to: nets[net], from: slot(node)) }
    compileRegisters()
    compileMemories()
    compileAssertions()
  }

  private func slot(_ node: Netlist.NodeID) -> Slot {
    guard let slot = values[node.index] else { preconditionFailure("node \(node.index) is read before it is compiled") }
    return slot
  }

  private func domain(_ domain: ClockDomain) -> Int {
    guard let index = builder.program.domains.firstIndex(of: domain) else {
      preconditionFailure("the top does not list the clock domain '\(domain.name)' of '\(definition.name)'")
    }
    return index
  }

  /// Lets nodes write straight into the nets that they drive; returns the nets that need a copy instead.
  private mutating func placeNetValues() -> [(net: Int, node: Netlist.NodeID)] {
    var copies: [(net: Int, node: Netlist.NodeID)] = []
    for (index, net) in definition.nets.enumerated() where net.driver == .statements {
      guard let node = lowered.values[index] else { continue }
      switch lowered.nodes[node.index].operation {
      case .constant(let value): builder.initialise(nets[index], to: value)
      case .net: copies.append((index, node))
      default:
        if values[node.index] == nil {
          values[node.index] = nets[index]
        } else {
          copies.append((index, node))
        }
      }
    }
    return copies
  }

  private mutating func compileNode(_ index: Int) {
    let node = lowered.nodes[index]
    switch node.operation {
    case .constant(let value): values[index] = builder.constant(value, width: node.width)
    case .net(let net): values[index] = nets[net.index]
    case .extend(let operand, signed: false) where values[index] == nil && isSameStorage(operand, width: node.width):
      values[index] = Slot(offset: slot(operand).offset, width: node.width)
    default:
      let target = values[index] ?? builder.allocate(width: node.width)
      values[index] = target
      NodeCompiler(builder: builder, target: target, operands: node.operation.operands.map(slot))
        .compile(node.operation)
    }
  }

  /// Zeros above a value are there already as far as its last word goes.
  private func isSameStorage(_ operand: Netlist.NodeID, width: Int) -> Bool {
    slot(operand).wordCount == Words.count(forWidth: width)
  }

  private func compileRegisters() {
    for (index, net) in definition.nets.enumerated() {
      guard case .register(let clock, let reset) = net.driver else { continue }
      let target = nets[index]
      builder.markState(target)
      let next = lowered.values[index].map(slot) ?? target
      let update = Program.RegisterUpdate(
        target: target, next: next.offset,
        resetValue: reset.map { builder.constant($0.value, width: net.width).offset })
      let domain = domain(clock)
      if !target.isNarrow {
        builder.program.edges[domain].wideRegisters.append(update)
      } else if reset != nil {
        builder.program.edges[domain].resetRegisters.append(update)
      } else {
        builder.program.edges[domain].plainRegisters.append(update)
      }
    }
  }

  private mutating func compileMemories() {
    for memory in definition.memories {
      let flat = builder.allocateMemory(memory)
      memories.append(flat)
      let writes = memory.writePorts.map { port in
        Program.MemoryWrite(
          memory: flat, domain: domain(port.domain), address: slot(port.address), data: slot(port.data),
          enable: slot(port.enable).offset, mask: port.mask.map(slot))
      }
      for write in writes { builder.program.edges[write.domain].writes.append(write) }
      for port in memory.readPorts { compile(port, of: flat, writes) }
    }
  }

  private func compile(_ port: Netlist.ReadPort, of memory: Program.FlatMemory, _ writes: [Program.MemoryWrite]) {
    let target = nets[port.data.index]
    let address = slot(port.address)
    guard port.latency == .registered else {
      let base = Slot(offset: memory.base, width: memory.width)
      if target.isNarrow && address.isNarrow {
        return builder.emit(.memoryRead, target, a: address.offset, b: base.offset, immediate: UInt64(memory.depth))
      }
      return builder.emitWide(.memoryRead, target, [address, base], immediate: memory.depth)
    }
    builder.markState(target)
    let clashes = port.readUnderWrite == .undefined ? writes : []
    builder.program.edges[domain(port.domain)].reads.append(
      Program.RegisteredRead(
        memory: memory, address: address, enable: slot(port.enable).offset, target: target,
        staging: builder.allocate(width: target.width).offset, clashes: clashes))
  }

  private func compileAssertions() {
    for assertion in definition.assertions {
      builder.program.assertions.append(
        Program.CompiledAssertion(
          name: path + assertion.name, assertion: assertion, domain: domain(assertion.domain),
          enable: assertion.enable.map { slot($0).offset }, condition: slot(assertion.condition).offset))
    }
  }
}
