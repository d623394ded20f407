extension DefinitionBuilder {
  mutating func declare(_ memory: MemoryDeclaration, name: String) {
    memoryOf[ObjectIdentifier(memory)] = definition.memories.count
    if memory.contents != nil { memoriesWithContents.append(definition.memories.count) }
    definition.memories.append(
      Netlist.Memory(
        name: name, width: memory.width, depth: memory.depth, contents: lowerContents(of: memory, name: name),
        attributes: memory.attributes, source: memory.location))
    if memory.depth < 1 {
      report("memory", "'\(name)' has \(memory.depth) words; the least is 1", at: memory.location)
    }
    if memory.width < 1 {
      report("memory", "'\(name)' has words of \(memory.width) bits; the least is 1", at: memory.location)
    }
  }

  /// The memory's place among the definition's; locals of the body are declared when they are first met.
  mutating func memoryIndex(_ memory: MemoryDeclaration, at location: SourceLocation?) -> Int {
    if let index = memoryOf[ObjectIdentifier(memory)] { return index }
    if let owner = ownership[memory], let instance = owner.instance {
      report(
        "foreign memory", "'\(owner.property)' is inside the instance '\(instance)'; only its ports can be used",
        at: location)
    } else if memory.name == nil {
      report("name", "this memory has no name; give it one, or store it in a property", at: memory.location)
    }
    declare(memory, name: memory.name ?? "unnamed")
    return definition.memories.count - 1
  }

  // The port's expressions are lowered when it is connected; its place among the memory's ports is needed at once.
  mutating func reserveReadPort(_ memory: MemoryDeclaration, at location: SourceLocation) -> Netlist.Net.Driver {
    let index = memoryIndex(memory, at: location)
    let nothing = Netlist.NodeID(-1)
    definition.memories[index].readPorts.append(
      Netlist.ReadPort(
        domain: .main, address: nothing, enable: nothing, latency: .combinational, readUnderWrite: .undefined,
        data: Netlist.NetID(-1), source: nil))
    return .memory(index, readPort: definition.memories[index].readPorts.count - 1)
  }

  mutating func connectReadPort(
    _ net: Netlist.NetID, _ port: MemoryReadPort, address: Expression, enable: Expression,
    _ location: SourceLocation
  ) {
    guard case .memory(let memory, let index) = definition[net].driver else { return }
    use(port.domain)
    if port.latency == .combinational, enable.constantValue != 1 {
      report(
        "memory", "'\(definition[net].name)' is read without latency, so it has no data register to enable",
        at: location)
    }
    definition.memories[memory].readPorts[index] = Netlist.ReadPort(
      domain: port.domain, address: lower(address, at: location), enable: lower(enable, at: location),
      latency: port.latency, readUnderWrite: port.readUnderWrite, data: net, source: location)
  }

  mutating func lowerWrite(_ write: MemoryWrite, _ location: SourceLocation?) {
    use(write.domain)
    let memory = memoryIndex(write.memory, at: location)
    let (name, width) = (definition.memories[memory].name, write.memory.width)
    guard let data = fitted(write.data, to: width, name: name, at: location) else { return }
    if let mask = write.mask, !mask.isPoison, mask.width == 0 || width % mask.width != 0 {
      report("width", "a mask of \(mask.width) bits does not divide the \(width) bits of '\(name)'", at: location)
      return
    }
    let port = Netlist.WritePort(
      domain: write.domain, address: lower(write.address, at: location), data: lower(data, at: location),
      enable: pathCondition(at: location) ?? constantTrue(at: location),
      mask: write.mask.map { lower($0, at: location) }, source: location)
    definition.memories[memory].writePorts.append(port)
  }

  mutating func reportUnwrittenMemories() {
    let filled = Set(memoriesWithContents)
    for (index, memory) in definition.memories.enumerated() where memory.writePorts.isEmpty && !filled.contains(index) {
      report("memory", "nothing writes the memory '\(memory.name)', and it has no contents", at: memory.source)
    }
  }
}
