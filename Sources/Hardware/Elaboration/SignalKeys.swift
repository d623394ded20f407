import BigInt

/// A comparable form of the graph of expressions and declarations that a module's stored properties hold: a list in
/// which each entry names its operands by their place in it.
struct SignalKeys: Hashable {
  private var entries: [Entry] = []
  private var places: [ObjectIdentifier: Int] = [:]

  private struct Entry: Hashable {
    let kind: Kind
    let type: LeafType?
    let name: String?
    let operands: [Int]
    var attributes: [Attribute] = []
  }

  private enum Kind: Hashable {
    case operation(Expression.Kind)
    case port(Netlist.Net.Direction)
    case wire
    case named
    case register(ClockDomain, reset: BigInt?, isOutput: Bool)
    case memoryRead(Netlist.Latency, Netlist.ReadUnderWrite, ClockDomain)
    case memory(word: [LeafType], depth: Int, MemoryContents?)
  }

  // The identities of `places` are those of one module's objects and not compared.
  static func == (left: SignalKeys, right: SignalKeys) -> Bool { left.entries == right.entries }
  func hash(into hasher: inout Hasher) { hasher.combine(entries) }

  /// The place of a memory.
  mutating func add(_ memory: MemoryDeclaration) -> Int {
    place(of: memory) {
      Entry(
        kind: .memory(word: memory.word, depth: memory.depth, memory.contents), type: nil, name: memory.name,
        operands: [], attributes: memory.attributes)
    }
  }

  /// The place of an expression; everything that it is made of gets one before it.
  mutating func add(_ expression: Expression) -> Int {
    var stack = [expression]
    while let next = stack.last {
      let missing = successors(of: next).filter { places[identity(of: $0)] == nil }
      guard missing.isEmpty else {
        stack.append(contentsOf: missing)
        continue
      }
      stack.removeLast()
      addEntry(next)
    }
    return places[identity(of: expression)]!
  }

  // Many expressions may stand for one declaration.
  private func identity(of expression: Expression) -> ObjectIdentifier {
    expression.declaration.map { ObjectIdentifier($0) } ?? ObjectIdentifier(expression)
  }

  private func successors(of expression: Expression) -> [Expression] {
    expression.declaration?.operands ?? expression.operands
  }

  private mutating func addEntry(_ expression: Expression) {
    let operands = successors(of: expression).map { places[identity(of: $0)]! }
    guard let declaration = expression.declaration else {
      let type = LeafType(width: expression.width, isSigned: expression.isSigned, enumeration: expression.enumeration)
      _ = place(of: expression) {
        Entry(kind: .operation(expression.kind), type: type, name: nil, operands: operands)
      }
      return
    }
    var (kind, memory): (Kind, [Int])
    switch declaration.kind {
    case .port(let direction): (kind, memory) = (.port(direction), [])
    case .wire: (kind, memory) = (.wire, [])
    case .named: (kind, memory) = (.named, [])
    case .register(let domain, let reset, let isOutput):
      (kind, memory) = (.register(domain, reset: reset?.constantValue, isOutput: isOutput), [])
    case .memoryRead(let port):
      (kind, memory) = (.memoryRead(port.latency, port.readUnderWrite, port.domain), [add(port.memory)])
    }
    _ = place(of: declaration) {
      Entry(
        kind: kind, type: declaration.type, name: declaration.name, operands: operands + memory,
        attributes: declaration.attributes)
    }
  }

  private mutating func place(of object: AnyObject, _ entry: () -> Entry) -> Int {
    let identity = ObjectIdentifier(object)
    if let place = places[identity] { return place }
    entries.append(entry())
    places[identity] = entries.count - 1
    return entries.count - 1
  }
}
