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
    hoist(port.address, for: prefix, as: "address")
    hoist(port.data, for: prefix, as: "data")
    if let mask = port.mask { hoist(mask, for: prefix, as: "mask") }
    let address = expressions.address(port.address)
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
    _ = signal(port.address, "\(memory.name)_write_address")
    let address = expressions.address(port.address)
    let data = signal(port.data, "\(memory.name)_write_data")
    let bits = signal(mask, "\(memory.name)_write_mask")
    return (0..<count).map { lane in
      let (low, high) = (lane * width, lane * width + width - 1)
      let target: Verilog.Target =
        count == 1 ? .word(id, address: address) : .wordPart(id, address: address, high: high, low: low)
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
    hoist(port.address, for: target, as: "address")
    let word = Verilog.Expression.word(id, address: expressions.address(port.address))
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
    section.append(.clocked(Verilog.ClockEdges(clock: clock), body))
  }

  /// The registers of each domain, those without a reset value in a block of their own, which knows no reset.
  mutating func writeRegisters(formal isFormal: Bool) {
    for block in blocks.clocked where block.isFormal == isFormal {
      guard let clock = clocks[block.domain], let reset = resets[block.domain] else { continue }
      hoistOperands(of: block.statements)
      let body = legalised(block.statements)
      let resets = resetValues(block.registers)
      if block.hasReset {
        let branch = Verilog.Branch(condition: isActive(reset), body: resets)
        section.append(.clocked(edges(clock, reset), [.chain(branch, otherwise: body)]))
      } else if !body.isEmpty {
        section.append(.clocked(Verilog.ClockEdges(clock: clock), body))
      }
      if !isFormal { closeSection() }
    }
  }

  /// The condition that a reset is active, or that it is not.
  func isActive(_ reset: Verilog.SignalID, not isInverted: Bool = false) -> Verilog.Expression {
    let isHigh = (clocking.resetLevel == .high) != isInverted
    return isHigh ? .signal(reset) : .unary(.logicalNot, .signal(reset))
  }

  /// The edges at which what knows the reset runs.
  func edges(_ clock: Verilog.SignalID, _ reset: Verilog.SignalID) -> Verilog.ClockEdges {
    guard clocking.resetStyle == .asynchronous else { return Verilog.ClockEdges(clock: clock) }
    return Verilog.ClockEdges(clock: clock, reset: reset, isResetFalling: clocking.resetLevel == .low)
  }

  private func resetValues(_ registers: [Netlist.NetID]) -> [Verilog.Statement] {
    registers.compactMap { register in
      let net = definition[register]
      guard case .register(_, let reset?) = net.driver else { return nil }
      return .assign(
        .signal(Verilog.SignalID(register.index)), expressions.constant(reset, net.isSigned, net.enumeration),
        source: nil)
    }
  }
}

extension Verilog.Statement {
  /// `if` ... `else`, or `else if` where all that follows is conditional itself.
  fileprivate static func chain(_ branch: Verilog.Branch, otherwise: [Self]) -> Self {
    if otherwise.count == 1, case .conditional(let branches, let rest) = otherwise[0] {
      return .conditional([branch] + branches, otherwise: rest)
    }
    return .conditional([branch], otherwise: otherwise)
  }
}
