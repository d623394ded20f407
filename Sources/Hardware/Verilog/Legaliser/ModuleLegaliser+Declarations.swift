extension ModuleLegaliser {
  mutating func writePorts() {
    for domain in definition.domains {
      for signal in [clocks[domain], resets[domain]].compactMap({ $0 }) {
        module.ports.append(Verilog.Module.Port(signal: signal, direction: .input))
      }
    }
    for port in definition.ports {
      module.ports.append(
        Verilog.Module.Port(
          signal: Verilog.SignalID(port.index), direction: definition[port].direction ?? .input))
    }
  }

  /// The nets that are not declared where they get their value.
  mutating func writeDeclarations(formal isFormal: Bool) {
    let aliased = Set(connections.aliases.map(\.net))
    for (index, net) in definition.nets.enumerated() where net.direction == nil && formal.isFormal[index] == isFormal {
      let id = Netlist.NetID(index)
      guard !aliased.contains(id), needsDeclaration(id) else { continue }
      section.append(.declaration(Verilog.SignalID(index), source: declarationSource(id)))
    }
  }

  mutating func writeMemories() {
    for memory in definition.memories {
      module.memories.append(
        Verilog.Module.Memory(
          name: memory.name, width: memory.width, depth: memory.depth, contents: memory.contents,
          attributes: memory.attributes))
      section.append(.memory(Verilog.MemoryID(module.memories.count - 1), source: memory.source))
    }
  }

  mutating func writeContents() {
    for (index, memory) in definition.memories.enumerated() where memory.contents != nil {
      section.append(.contents(Verilog.MemoryID(index)))
    }
  }

  private func needsDeclaration(_ id: Netlist.NetID) -> Bool {
    switch definition[id].driver {
    case .outside: return false
    case .register, .instance: return true
    case .memory(let memory, let port):
      return definition.memories[memory].readPorts[port].latency == .registered
    case .statements:
      if connections.isInlined[id.index] { return false }
      if connections.isAliased[id.index] { return true }
      if case .conditional = drivers[id] { return true }
      return false
    }
  }

  // The net of an instance's port is declared in the instance's source, not here.
  private func declarationSource(_ id: Netlist.NetID) -> SourceLocation? {
    if case .instance = definition[id].driver { return nil }
    return source(id)
  }
}
