extension ModuleLegaliser {
  /// One block for each write port and each registered read port: the form that tools infer memories from.
  mutating func writeMemoryPorts() {
    for (index, memory) in definition.memories.enumerated() {
      for port in memory.writePorts { write(port, of: memory, Verilog.MemoryID(index)) }
      for port in memory.readPorts where port.latency == .registered {
        read(port, of: memory, Verilog.MemoryID(index))
      }
    }
    closeSection()
  }

  private mutating func write(_ port: Netlist.WritePort, of memory: Netlist.Memory, _ id: Verilog.MemoryID) {
    let prefix = "\(memory.name)_write"
    hoist(port.enable, for: prefix)
    hoist(port.address, for: prefix)
    hoist(port.data, for: prefix)
    if let mask = port.mask { hoist(mask, for: prefix) }
    let address = expressions.expression(port.address)
    let data = expressions.expression(port.data)
    var body: [Verilog.Statement] = []
    if let mask = port.mask {
      body = lanes(mask, port, memory, id)
    } else {
      body = [.assign(.word(id, address: address), data, source: port.source)]
    }
    appendClocked(port.domain, when: port.enable, body)
  }

  /// An assignment to each lane of the word that the mask lets through.
  private mutating func lanes(
    _ mask: Netlist.NodeID, _ port: Netlist.WritePort, _ memory: Netlist.Memory, _ id: Verilog.MemoryID
  ) -> [Verilog.Statement] {
    let count = definition[mask].width
    let width = memory.width / count
    let address = signal(port.address, "\(memory.name)_write_address")
    let data = signal(port.data, "\(memory.name)_write_data")
    let bits = signal(mask, "\(memory.name)_write_mask")
    return (0..<count).map { lane in
      let (low, high) = (lane * width, lane * width + width - 1)
      let target: Verilog.Target =
        count == 1
        ? .word(id, address: .signal(address)) : .wordPart(id, address: .signal(address), high: high, low: low)
      let value = part(data, high: high, low: low)
      return .conditional(
        [
          Verilog.Branch(
            condition: part(bits, high: lane, low: lane), body: [.assign(target, value, source: port.source)])
        ], otherwise: [])
    }
  }

  private func part(_ signal: Verilog.SignalID, high: Int, low: Int) -> Verilog.Expression {
    expressions.signals[signal.index].width == high - low + 1
      ? .signal(signal) : .part(signal, high: high, low: low)
  }

  /// A signal with the node's value: its own, or a wire made for it.
  private mutating func signal(_ node: Netlist.NodeID, _ name: String) -> Verilog.SignalID {
    if let signal = expressions.signal(of: node) { return signal }
    let value = definition[node]
    let signal = addSignal(
      Verilog.Signal(name: names.unique(name), width: value.width, isSigned: value.isSigned, keyword: .wire))
    section.append(.wire(signal, expressions.definingExpression(node), source: value.source))
    expressions.signalOfNode[node.index] = signal
    return signal
  }

  private mutating func read(_ port: Netlist.ReadPort, of memory: Netlist.Memory, _ id: Verilog.MemoryID) {
    let target = definition[port.data].name
    hoist(port.enable, for: target)
    hoist(port.address, for: target)
    let word = Verilog.Expression.word(id, address: expressions.expression(port.address))
    appendClocked(
      port.domain, when: port.enable,
      [.assign(.signal(Verilog.SignalID(port.data.index)), word, source: port.source)])
  }

  private mutating func appendClocked(
    _ domain: ClockDomain, when enable: Netlist.NodeID, _ body: [Verilog.Statement]
  ) {
    guard let clock = clocks[domain] else { return }
    var body = body
    if case .constant(1) = definition[enable].operation {
    } else {
      body = [.conditional([Verilog.Branch(condition: expressions.expression(enable), body: body)], otherwise: [])]
    }
    section.append(.clocked(clock: clock, body))
  }

  /// The registers of each domain. Those without a reset value are not touched by the reset.
  mutating func writeRegisters() {
    for (domain, statements) in blocks.clocked {
      guard let clock = clocks[domain], let reset = resets[domain] else { continue }
      hoistOperands(of: statements)
      let body = legalised(statements)
      let resetBody = resetValues(domain)
      if resetBody.isEmpty {
        if !body.isEmpty { section.append(.clocked(clock: clock, body)) }
      } else if body.isEmpty || allAreReset(domain) {
        let branch = Verilog.Branch(condition: .signal(reset), body: resetBody)
        section.append(.clocked(clock: clock, [.conditional([branch], otherwise: body)]))
      } else {
        let override = Verilog.Statement.conditional(
          [Verilog.Branch(condition: .signal(reset), body: resetBody)], otherwise: [])
        section.append(.clocked(clock: clock, body + [override]))
      }
      closeSection()
    }
  }

  private func resetValues(_ domain: ClockDomain) -> [Verilog.Statement] {
    definition.nets.indices.compactMap { index in
      let net = definition.nets[index]
      guard case .register(domain, let reset?) = net.driver else { return nil }
      return .assign(
        .signal(Verilog.SignalID(index)), expressions.constant(reset, net.isSigned, net.enumeration), source: nil)
    }
  }

  private func allAreReset(_ domain: ClockDomain) -> Bool {
    definition.nets.allSatisfy { net in
      if case .register(domain, nil) = net.driver { false } else { true }
    }
  }

  /// Assertions are looked at on each clock edge outside reset.
  mutating func writeAssertions() {
    for domain in definition.domains {
      guard let clock = clocks[domain], let reset = resets[domain] else { continue }
      let assertions = definition.assertions.filter { $0.domain == domain }
      guard !assertions.isEmpty else { continue }
      let body = assertions.map { property($0) }
      let outsideReset = Verilog.Branch(condition: .unary(.logicalNot, .signal(reset)), body: body)
      section.append(.clocked(clock: clock, [.conditional([outsideReset], otherwise: [])]))
    }
    module.assertions = section
    section = []
  }

  private mutating func property(_ assertion: Netlist.Assertion) -> Verilog.Statement {
    hoist(assertion.condition, for: assertion.name)
    if let enable = assertion.enable { hoist(enable, for: assertion.name) }
    let property = Verilog.Statement.property(
      Verilog.Property(
        kind: assertion.kind, label: names.unique(assertion.name), message: assertion.message,
        condition: expressions.expression(assertion.condition), source: assertion.source))
    guard let enable = assertion.enable else { return property }
    let branch = Verilog.Branch(condition: expressions.expression(enable), body: [property])
    return .conditional([branch], otherwise: [])
  }
}
