/// Writes arrays of instances, and what differs in nothing but the place in a vector, as loops.
struct LoopRolling {
  private(set) var module: Verilog.Module
  private(set) var names: NameTable
  private var variable: String?

  /// From how many on a loop is shorter than its items.
  private static let fewestInstances = 2
  private static let fewest = 4

  init(_ module: Verilog.Module, _ names: NameTable) {
    self.module = module
    self.names = names
  }

  mutating func roll() {
    for name in instanceArrays.map(\.name) {
      // Places move with each array that is rolled.
      if let array = instanceArrays.first(where: { $0.name == name }) { roll(array) }
    }
    let merging = AssignmentMerging(concatenator: Concatenator(module: module, places: [:]))
    module.sections = merging.merged(module.sections)
    for section in module.sections.indices {
      module.sections[section] = module.sections[section].map { rolled($0) }
    }
    rollItems()
    module.sections.removeAll(where: \.isEmpty)
  }

  /// The loop variable of the block that is being rolled: blocks run beside each other, so each has its own.
  private mutating func blockVariable() -> String {
    if let variable { return variable }
    let name = names.unique("k")
    module.loopVariables.append(name)
    variable = name
    return name
  }

  private mutating func generateVariable() {
    if module.generateVariable == nil { module.generateVariable = names.unique("i") }
  }
}

// Instances.
extension LoopRolling {
  private struct InstanceArray {
    var name: String
    var instances: [Verilog.Instance]
    /// Where they stand: section and item.
    var places: [[Int]]
  }

  /// Instances of one module that are called `name_0`, `name_1` and so on, with none left out.
  private var instanceArrays: [InstanceArray] {
    struct Key: Hashable {
      var section: Int
      var name: String
      var module: String
      var width: Int?
      var parameters: [Netlist.Foreign.Parameter]
      var attributes: [Attribute]
    }
    var arrays: [InstanceArray] = []
    var arrayOfKey: [Key: Int] = [:]
    for (section, items) in module.sections.enumerated() {
      for (index, item) in items.enumerated() {
        guard case .instance(let instance) = item, let (name, number) = instance.name.numbered else { continue }
        let key = Key(section: section, name: name, module: instance.module, width: instance.width,
          parameters: instance.parameters, attributes: instance.attributes)
        if number == 0, arrayOfKey[key] == nil {
          arrayOfKey[key] = arrays.count
          arrays.append(InstanceArray(name: name, instances: [], places: []))
        }
        guard let array = arrayOfKey[key], arrays[array].instances.count == number else { continue }
        arrays[array].instances.append(instance)
        arrays[array].places.append([section, index])
      }
    }
    return arrays.filter { $0.instances.count >= Self.fewestInstances }
  }

  private mutating func roll(_ array: InstanceArray) {
    var pattern = LoopPattern(allowsAnyNumber: true)
    var common = array.instances[0]
    common.name = "unit"
    var glue: [[Verilog.Item]] = array.instances.map { _ in [] }
    var vectors: [Verilog.Item] = []
    var signals = module.signals
    var table = names
    for place in common.connections.indices {
      let values = array.instances.map { $0.connections[place].value }
      if let value = pattern.expression(values) {
        common.connections[place].value = value
        continue
      }
      let connection = common.connections[place]
      let concatenator = Concatenator(module: module, places: [:])
      guard let width = concatenator.width(of: values[0]) else { return }
      signals.append(
        Verilog.Signal(
          name: table.unique("\(array.name)_\(connection.port)"), width: width * values.count, isSigned: false,
          keyword: .wire))
      let vector = Verilog.SignalID(signals.count - 1)
      vectors.append(.declaration(vector, source: nil))
      for (index, value) in values.enumerated() {
        let (high, low) = (width * index + width - 1, width * index)
        if connection.direction == .input {
          glue[index].append(.assign(.part(vector, high: high, low: low), value, source: nil))
        } else {
          guard let assignments = Self.taken(value, from: vector, low: low, concatenator) else { return }
          glue[index] += assignments
        }
      }
      common.connections[place].value = .loopPart(
        vector, start: Verilog.Affine(base: 0, stride: width), width: width)
    }
    names = table
    module.signals = signals
    generateVariable()
    let loop = Verilog.Loop(
      label: names.unique(array.name), count: array.instances.count, numbers: named(pattern.numbers), items: [.instance(common)])
    let section = array.places[0][0]
    var items: [Verilog.Item] = []
    for (index, item) in module.sections[section].enumerated() {
      guard let member = array.places.firstIndex(of: [section, index]) else {
        items.append(item)
        continue
      }
      items += glue[member]
      if member == array.places.count - 1 { items.append(.loop(loop)) }
    }
    module.sections[section] = items
    module.declare(vectors)
  }

  /// The assignments that give what an output was connected to the part of a vector from `low` on.
  private static func taken(
    _ value: Verilog.Expression, from vector: Verilog.SignalID, low: Int, _ concatenator: Concatenator
  ) -> [Verilog.Item]? {
    let parts: [Verilog.Expression] = if case .concatenation(let parts) = value { parts } else { [value] }
    var low = low
    var items: [Verilog.Item] = []
    for part in parts.reversed() {
      guard let width = concatenator.width(of: part) else { return nil }
      let source = Verilog.Expression.part(vector, high: low + width - 1, low: low)
      switch part {
      case .signal(let signal): items.append(.assign(.signal(signal), source, source: nil))
      case .part(let signal, let high, let low): items.append(.assign(.part(signal, high: high, low: low), source, source: nil))
      default: return nil
      }
      low += width
    }
    return items
  }

  private mutating func named(_ numbers: [(value: Verilog.Affine, width: Int)]) -> [Verilog.LoopNumber] {
    numbers.map { Verilog.LoopNumber(name: names.unique("INDEX"), value: $0.value, width: $0.width) }
  }
}

// Statements.
extension LoopRolling {
  private mutating func rolled(_ item: Verilog.Item) -> Verilog.Item {
    variable = nil
    switch item {
    case .combinational(let statements): return .combinational(rolled(statements))
    case .clocked(let edges, let statements): return .clocked(edges, rolled(statements))
    default: return item
    }
  }

  private mutating func rolled(_ statements: [Verilog.Statement]) -> [Verilog.Statement] {
    var result: [Verilog.Statement] = []
    var rest = statements[...]
    while let first = rest.first {
      if let (count, period, body) = run(rest) {
        result.append(.loop(variable: blockVariable(), count: count, body))
        rest = rest.dropFirst(count * period)
        continue
      }
      result.append(rolledInside(first))
      rest = rest.dropFirst()
    }
    return result
  }

  private mutating func rolledInside(_ statement: Verilog.Statement) -> Verilog.Statement {
    switch statement {
    case .conditional(let branches, let otherwise):
      return .conditional(
        branches.map { Verilog.Branch(condition: $0.condition, body: rolled($0.body)) }, otherwise: rolled(otherwise))
    case .choice(let subject, let arms, let defaultBody):
      var rest = defaultBody
      if case .body(let body) = defaultBody { rest = .body(rolled(body)) }
      return .choice(subject, arms: arms.map { Verilog.Arm(labels: $0.labels, body: rolled($0.body)) }, defaultBody: rest)
    case .assign, .property, .loop: return statement
    }
  }

  /// The longest loop that the statements begin with.
  private func run(
    _ statements: ArraySlice<Verilog.Statement>
  ) -> (count: Int, period: Int, body: [Verilog.Statement])? {
    for period in 1...4 where statements.count >= period * Self.fewest {
      let chunks = stride(from: statements.startIndex, through: statements.endIndex - period, by: period).map {
        Array(statements[$0..<$0 + period])
      }
      var count = 0
      var body: [Verilog.Statement]?
      for length in 2...chunks.count {
        guard let common = common(Array(chunks.prefix(length))) else { break }
        (count, body) = (length, common)
      }
      if count >= Self.fewest, let body { return (count, period, body) }
    }
    return nil
  }

  private func common(_ chunks: [[Verilog.Statement]]) -> [Verilog.Statement]? {
    var pattern = LoopPattern(allowsAnyNumber: false)
    guard let body = pattern.statements(chunks), body.allSatisfy(\.assignsByLoop) else { return nil }
    return body
  }
}

// Continuous assignments and combinational blocks.
extension LoopRolling {
  private mutating func rollItems() {
    for section in module.sections.indices {
      var groups: [[Int]] = []
      var groupOfKey: [ItemKey: Int] = [:]
      for (index, item) in module.sections[section].enumerated() {
        guard let key = ItemKey(item) else { continue }
        if let group = groupOfKey[key] {
          groups[group].append(index)
        } else {
          groupOfKey[key] = groups.count
          groups.append([index])
        }
      }
      var loops: [Int: Verilog.Item] = [:]
      var removed: Set<Int> = []
      for group in groups where group.count >= Self.fewest {
        guard let loop = loop(group.map { module.sections[section][$0] }) else { continue }
        removed.formUnion(group)
        loops[group[group.count - 1]] = loop
      }
      guard !loops.isEmpty else { continue }
      module.sections[section] = module.sections[section].enumerated().compactMap { index, item in
        loops[index] ?? (removed.contains(index) ? nil : item)
      }
    }
  }

  /// Items that may be alike.
  private struct ItemKey: Hashable {
    var isBlock: Bool
    var vector: Verilog.SignalID
    var width: Int

    init?(_ item: Verilog.Item) {
      switch item {
      case .assign(.part(let vector, let high, let low), _, _):
        (isBlock, self.vector, width) = (false, vector, high - low + 1)
      case .combinational(let statements):
        guard let vector = statements.first?.firstVector else { return nil }
        (isBlock, self.vector, width) = (true, vector, 0)
      default: return nil
      }
    }
  }

  private mutating func loop(_ items: [Verilog.Item]) -> Verilog.Item? {
    var pattern = LoopPattern(allowsAnyNumber: true)
    var label = ""
    let item: Verilog.Item
    switch items[0] {
    case .assign(let first, _, let source):
      var targets: [Verilog.Target] = []
      var values: [Verilog.Expression] = []
      for case .assign(let target, let value, _) in items {
        targets.append(target)
        values.append(value)
      }
      guard let target = pattern.target(targets), case .loopPart = target, let value = pattern.expression(values)
      else { return nil }
      label = first.vector.map { module[$0].name } ?? ""
      item = .assign(target, value, source: source)
    case .combinational(let first):
      var bodies: [[Verilog.Statement]] = []
      for case .combinational(let statements) in items { bodies.append(statements) }
      guard let body = pattern.statements(bodies), body.allSatisfy(\.assignsByLoop) else { return nil }
      label = first.first?.firstVector.map { module[$0].name } ?? ""
      item = .combinational(body)
    default: return nil
    }
    generateVariable()
    return .loop(
      Verilog.Loop(
        label: names.unique("each_\(label)"), count: items.count, numbers: named(pattern.numbers), items: [item]))
  }
}

extension Verilog.Statement {
  /// Whether all that it assigns are parts that depend on the loop's variable.
  fileprivate var assignsByLoop: Bool {
    switch self {
    case .assign(.loopPart(_, let start, _), _, _): start.stride != 0
    case .assign, .property, .loop: false
    case .conditional(let branches, let otherwise):
      branches.allSatisfy { $0.body.allSatisfy(\.assignsByLoop) } && otherwise.allSatisfy(\.assignsByLoop)
    case .choice(_, let arms, let defaultBody):
      arms.allSatisfy { $0.body.allSatisfy(\.assignsByLoop) }
        && { if case .body(let body) = defaultBody { body.allSatisfy(\.assignsByLoop) } else { true } }()
    }
  }

  /// The vector of which it assigns a part first.
  fileprivate var firstVector: Verilog.SignalID? {
    switch self {
    case .assign(.part(let vector, _, _), _, _): return vector
    case .assign, .property, .loop: return nil
    case .conditional(let branches, let otherwise):
      return (branches.flatMap(\.body) + otherwise).lazy.compactMap(\.firstVector).first
    case .choice(_, let arms, _): return arms.flatMap(\.body).lazy.compactMap(\.firstVector).first
    }
  }
}

extension String {
  /// `lane` and 3 of `lane_3`.
  var numbered: (name: String, number: Int)? {
    guard let end = lastIndex(of: "_"), let number = Int(self[index(after: end)...]), end != startIndex else { return nil }
    return (String(self[..<end]), number)
  }
}
