import BigInt
import Hardware
import TestSupport

/// Makes random circuits: registers in one or two clock domains, memories, state machines, instances.
///
/// While the input `init` holds, registers and memories without a reset take a value, the memories' words one by one
/// as `init_address` says: after that nothing depends on what a simulator starts from.
struct CircuitGenerator {
  static let other = ClockDomain("other")
  /// Memories have at most 2^4 words.
  static let addressWidth = 4

  private(set) var definitions: [Netlist.Definition] = []
  private var statements: StatementGenerator

  init(seed: UInt64) {
    statements = StatementGenerator(expressions: ExpressionGenerator(random: SeededGenerator(seed: seed)))
  }

  private var random: SeededGenerator {
    get { statements.expressions.random }
    set { statements.expressions.random = newValue }
  }

  /// A circuit under construction.
  private struct Draft {
    var builder: DefinitionBuilder
    let domains: [ClockDomain]
    let initialising: Netlist.NodeID
    let initialAddress: Netlist.NodeID
    /// What expressions may read so far.
    var pool: [Netlist.NetID] = []
    var registers: [Netlist.NetID] = []
    var memories: [MemoryDraft] = []
  }

  private struct MemoryDraft {
    let name: String
    let width: Int
    let addressBits: Int
    let depth: Int
    let data: Netlist.NetID
    let latency: Netlist.Latency
    let domain: ClockDomain
  }

  /// Appends a circuit, behind those that it instantiates.
  ///
  /// - Parameter level: How deep instances may go.
  mutating func addCircuit(_ name: String, level: Int) {
    let children = (0..<(level > 0 && random.chance(40) ? random.int(1...2) : 0)).map { index in
      addCircuit("\(name)_child\(index)", level: level - 1)
      return definitions.count - 1
    }
    var draft = newDraft(name, children)
    declareState(&draft)
    for (index, child) in children.enumerated() {
      if random.chance(50) { addStage(&draft) }
      instantiate(child, "part_\(index)", &draft)
    }
    for _ in 0..<random.int(1...2) { addStage(&draft) }
    addMemories(&draft)
    addRegisterLogic(&draft)
    addOutputs(&draft)
    definitions.append(draft.builder.definition)
  }

  private mutating func newDraft(_ name: String, _ children: [Int]) -> Draft {
    let usesOther = random.chance(25) || children.contains { definitions[$0].domains.count > 1 }
    let domains = usesOther ? [.main, Self.other] : [ClockDomain.main]
    var builder = DefinitionBuilder(name, domains: domains)
    let initialising = builder.input("init", 1)
    let address = builder.input("init_address", Self.addressWidth)
    var draft = Draft(builder: builder, domains: domains, initialising: initialising, initialAddress: address)
    for index in 0..<random.int(1...4) {
      draft.pool.append(
        draft.builder.net(
          "in_\(index)", random.width(), signed: random.chance(50), driver: .outside, direction: .input))
    }
    return draft
  }

  private mutating func declareState(_ draft: inout Draft) {
    for index in 0..<random.int(1...4) {
      let enumeration =
        random.chance(30)
        ? makeEnumeration("\(draft.builder.definition.name)_phase_\(index)") : nil
      let width = enumeration?.width ?? random.width()
      let value = enumeration.map { BigUInt(random.element($0.codes)) } ?? random.bits(width)
      let reset = random.chance(80) ? Bits(value, width: width) : nil
      let register = draft.builder.net(
        "state_\(index)", width, signed: enumeration == nil && random.chance(50),
        driver: .register(domain: random.element(draft.domains), reset: reset),
        direction: random.chance(20) ? .output : nil, enumeration: enumeration)
      draft.registers.append(register)
      draft.pool.append(register)
    }
    for index in 0..<random.int(0...2) { declareMemory(index, &draft) }
  }

  /// An enumeration whose cases are numbered, or one with codes and a width of its own.
  private mutating func makeEnumeration(_ name: String) -> Netlist.Enumeration {
    let cases = Array(["idle", "load", "run", "drain", "done"].dropLast(random.int(0...3)))
    if random.chance(50) { return Netlist.Enumeration(name: name, cases: cases) }
    let limit = random.element([7, 40, 1 << 20])
    var codes: [UInt64] = []
    while codes.count < cases.count {
      let code = UInt64(random.int(0...limit))
      if !codes.contains(code) { codes.append(code) }
    }
    let tight = Netlist.Enumeration(name: name, cases: cases, codes: codes)
    return random.chance(50)
      ? tight : Netlist.Enumeration(name: name, cases: cases, codes: codes, width: tight.width + random.int(1...9))
  }

  private mutating func declareMemory(_ index: Int, _ draft: inout Draft) {
    let width = random.width()
    let addressBits = random.int(1...Self.addressWidth)
    let depth = random.chance(50) ? 1 << addressBits : random.int(1 << (addressBits - 1) + 1...1 << addressBits)
    let latency: Netlist.Latency = random.chance(60) ? .registered : .combinational
    let data = draft.builder.net(
      "data_\(index)", width, signed: random.chance(50), driver: .memory(index, readPort: 0))
    draft.memories.append(
      MemoryDraft(
        name: "words_\(index)", width: width, addressBits: addressBits, depth: depth, data: data, latency: latency,
        domain: random.element(draft.domains)))
    if latency == .registered { draft.pool.append(data) }
  }

  /// Some wires with a default and a tree of statements that assigns them.
  private mutating func addStage(_ draft: inout Draft) {
    let wires = (0..<random.int(1...3)).map { _ in
      draft.builder.wire("wire_\(draft.builder.definition.nets.count)", random.width(), signed: random.chance(50))
    }
    for wire in wires { draft.builder.assign(wire, statements.value(for: wire, draft.pool, in: &draft.builder)) }
    if random.chance(70) {
      draft.builder.definition.statements += statements.statements(
        to: wires, draft.pool, depth: 2, in: &draft.builder)
    }
    draft.pool += wires
  }

  private mutating func instantiate(_ child: Int, _ name: String, _ draft: inout Draft) {
    let definition = definitions[child]
    let instance = draft.builder.definition.instances.count
    var outputs: [Netlist.NetID] = []
    let connections = definition.ports.map { id in
      let port = definition[id]
      let isInput = port.direction == .input
      let net = draft.builder.net(
        "\(name)_\(port.name)", port.width, signed: port.isSigned, driver: isInput ? .statements : .instance(instance),
        enumeration: port.enumeration, feeds: isInput ? instance : nil)
      guard isInput else {
        outputs.append(net)
        return net
      }
      draft.builder.assign(net, input(port, net, draft: &draft))
      return net
    }
    draft.builder.definition.instances.append(
      Netlist.Instance(name: name, definition: child, connections: connections))
    draft.pool += outputs
  }

  private mutating func input(_ port: Netlist.Net, _ net: Netlist.NetID, draft: inout Draft) -> Netlist.NodeID {
    switch port.name {
    case "init": draft.initialising
    case "init_address": draft.initialAddress
    default: statements.value(for: net, draft.pool, in: &draft.builder)
    }
  }

  // MARK: Memories

  private mutating func addMemories(_ draft: inout Draft) {
    for memory in draft.memories {
      var ports: [Netlist.WritePort] = []
      let written = expression(memory.addressBits, &draft)
      ports.append(writePort(memory, at: written, &draft))
      let contents = random.chance(25) ? (0..<memory.depth).map { _ in random.bits(memory.width) } : nil
      if contents != nil, random.chance(60) {
        ports = []
      } else if memory.depth == 1 << memory.addressBits && random.chance(30) {
        // A neighbour of the first port's address: two writes of one word at one edge are not defined.
        let one = draft.builder.constant(1, memory.addressBits)
        let initial = fitted(draft.initialAddress, memory.addressBits, &draft)
        let first = multiplexed(draft.initialising, initial, written, &draft)
        let neighbour = draft.builder.binary(.xor, first, one)
        ports.append(writePort(memory, at: neighbour, initialised: false, &draft))
      }
      // Or else unknown data could be their own unknown address for good.
      let initial = fitted(draft.initialAddress, memory.addressBits, &draft)
      let read = multiplexed(draft.initialising, initial, expression(memory.addressBits, &draft), &draft)
      let address = inRange(read, memory, &draft)
      let enable =
        memory.latency == .combinational
        ? draft.builder.constant(1, 1)
        : draft.builder.binary(.or, draft.initialising, expression(1, &draft))
      draft.builder.definition.memories.append(
        Netlist.Memory(
          name: memory.name, width: memory.width, depth: memory.depth, writePorts: ports,
          readPorts: [
            Netlist.ReadPort(
              domain: memory.domain, address: address, enable: enable, latency: memory.latency, readUnderWrite: .old,
              data: memory.data, source: nil)
          ], contents: contents.map { Netlist.Memory.Contents(words: $0, isFile: false) }))
      if memory.latency == .combinational { draft.pool.append(memory.data) }
    }
  }

  private mutating func writePort(
    _ memory: MemoryDraft, at address: Netlist.NodeID, initialised: Bool = true, _ draft: inout Draft
  ) -> Netlist.WritePort {
    let initial = fitted(draft.initialAddress, memory.addressBits, &draft)
    let zero = draft.builder.constant(0, memory.width)
    let data = multiplexed(draft.initialising, zero, expression(memory.width, &draft), &draft)
    let lanes = (1...memory.width).filter { memory.width % $0 == 0 && $0 <= 16 }
    let laneCount = random.element(lanes)
    let mask =
      random.chance(40)
      ? draft.builder.binary(
        .or, draft.builder.node(.extend(draft.initialising, signed: true), laneCount, orSelf: draft.initialising),
        expression(laneCount, &draft))
      : nil
    let enable =
      initialised
      ? draft.builder.binary(.or, draft.initialising, expression(1, &draft))
      : draft.builder.binary(.and, draft.builder.node(.not(draft.initialising), 1), expression(1, &draft))
    return Netlist.WritePort(
      domain: memory.domain, address: initialised ? multiplexed(draft.initialising, initial, address, &draft) : address,
      data: data, enable: enable, mask: mask, source: nil)
  }

  /// What is read past the end is not defined; the address 0 stands in.
  private mutating func inRange(
    _ address: Netlist.NodeID, _ memory: MemoryDraft, _ draft: inout Draft
  ) -> Netlist.NodeID {
    guard memory.depth < 1 << memory.addressBits else { return address }
    let depth = draft.builder.constant(BigUInt(memory.depth), memory.addressBits)
    let isInside = draft.builder.node(.compare(.less, address, depth, signed: false), 1)
    return multiplexed(isInside, address, draft.builder.constant(0, memory.addressBits), &draft)
  }

  private mutating func expression(_ width: Int, _ draft: inout Draft) -> Netlist.NodeID {
    statements.expressions.node(width, draft.pool, depth: 2, in: &draft.builder)
  }

  private func fitted(_ node: Netlist.NodeID, _ width: Int, _ draft: inout Draft) -> Netlist.NodeID {
    width == Self.addressWidth ? node : draft.builder.node(.slice(node, low: 0), width)
  }

  private func multiplexed(
    _ condition: Netlist.NodeID, _ then: Netlist.NodeID, _ otherwise: Netlist.NodeID, _ draft: inout Draft
  ) -> Netlist.NodeID {
    draft.builder.node(
      .multiplex(condition: condition, then: then, otherwise: otherwise), draft.builder.definition[then].width)
  }

  // MARK: Registers and outputs

  private mutating func addRegisterLogic(_ draft: inout Draft) {
    draft.builder.definition.statements += statements.statements(
      to: draft.registers, draft.pool, depth: 2, in: &draft.builder)
    for register in draft.registers where random.chance(50) {
      draft.builder.definition.statements += statements.statements(
        to: [register], draft.pool, depth: 2, in: &draft.builder)
    }
    let initial = draft.registers.compactMap { register -> Netlist.Statement? in
      let net = draft.builder.definition[register]
      guard case .register(_, reset: nil) = net.driver else { return nil }
      return .assign(register, draft.builder.constant(0, net.width), source: nil)
    }
    if !initial.isEmpty { draft.builder.when(draft.initialising, initial) }
  }

  private mutating func addOutputs(_ draft: inout Draft) {
    for index in 0..<random.int(1...3) {
      let value = statements.expressions.node(random.width(), draft.pool, depth: 2, in: &draft.builder)
      draft.builder.output("out_\(index)", value, signed: random.chance(50))
    }
    guard random.chance(70) else { return }
    // Everything that can be seen from inside, so that no difference stays hidden.
    let all = draft.pool.map { draft.builder.read($0) }
    let width = draft.pool.map { draft.builder.definition[$0].width }.reduce(0, +)
    draft.builder.output("all", draft.builder.node(.concatenate(all), width))
  }
}

extension DefinitionBuilder {
  /// An extension, or the operand where it has the width already.
  fileprivate mutating func node(
    _ operation: Netlist.Operation, _ width: Int, orSelf operand: Netlist.NodeID
  ) -> Netlist.NodeID {
    definition[operand].width == width ? operand : node(operation, width)
  }
}
