/// Reads an element of a vector at a place that is computed where a `case` would list all elements.
///
/// `words[{index, 3'd0} +: 8]` for elements whose distance is a power of two. For others the place would be a product, which
/// not every synthesis tool knows to be a choice: Yosys needs 3,989 LUT instead of 471 for the port of a bank of the buffer. So
/// these keep their `case`, but one for the whole element, however many of its members are read.
struct IndexedSelection {
  private var module: Verilog.Module
  private var names: NameTable
  private var elements: [Element] = []
  /// The signals of the module before expressions got wires of their own: nobody misses the name of one of those.
  private let namedSignals: Int

  /// From how many elements on.
  private static let fewest = 3
  /// The longest selection that is written where it is read, in columns.
  private static let longest = 130

  /// - Parameter namedSignals: how many signals have a name that the description gives.
  static func apply(to module: inout Verilog.Module, _ names: inout NameTable, namedSignals: Int) {
    var selection = IndexedSelection(module: module, names: names, namedSignals: namedSignals)
    selection.replaceBlocks()
    selection.inlineSelections()
    (module, names) = (selection.module, selection.names)
  }

  /// A whole element of a vector, of which members are read.
  private struct Element {
    var choice: Choice
    var signal: Verilog.SignalID
  }
}

// Blocks.
extension IndexedSelection {
  private mutating func replaceBlocks() {
    let choices = module.sections.joined().compactMap { Choice($0) }
    var isDeclared: Set<Verilog.SignalID> = []
    let ports = Set(module.ports.map(\.signal))
    for section in module.sections.indices {
      for (index, item) in module.sections[section].enumerated() {
        guard let choice = Choice(item), let value = member(of: choice, among: choices) ?? value(of: choice)
        else { continue }
        let source = choice.source ?? self.source(of: choice.target)
        switch choice.target {
        case .signal(let signal) where !ports.contains(signal) && module[signal].attributes.isEmpty:
          module.sections[section][index] = .wire(signal, value, source: source)
          isDeclared.insert(signal)
        default: module.sections[section][index] = .assign(choice.target, value, source: source)
        }
        if let signal = choice.target.vector { module[signal].keyword = .wire }
      }
    }
    placeElements()
    module.sections = module.sections.map { section in
      section.filter { item in
        if case .declaration(let signal, _) = item { !isDeclared.contains(signal) } else { true }
      }
    }
  }

  private func source(of target: Verilog.Target) -> SourceLocation? {
    guard case .signal(let signal) = target else { return nil }
    for case .declaration(signal, let source) in module.sections.joined() { return source }
    return nil
  }

  /// The member of an element that a choice reads; nil where no other choice reads a member of the same element.
  private mutating func member(of choice: Choice, among choices: [Choice]) -> Verilog.Expression? {
    guard let stride = choice.stride, stride > 0, stride & (stride - 1) != 0, let first = choice.places.first,
      first.low + first.width <= stride, choice.places.count * stride <= module[first.vector].width,
      choices.count(where: { $0.readsElements(of: choice) }) > 1
    else { return nil }
    let element = elements.first { $0.choice.readsElements(of: choice) } ?? addElement(choice, first, stride)
    return .part(element.signal, high: first.low + first.width - 1, low: first.low)
  }

  private mutating func addElement(_ choice: Choice, _ first: Concatenator.Place, _ stride: Int) -> Element {
    let name = names.unique("\(module[first.vector].name)_selected")
    module.signals.append(Verilog.Signal(name: name, width: stride, isSigned: false, keyword: .reg))
    let signal = Verilog.SignalID(module.signals.count - 1)
    var whole = choice
    whole.target = .signal(signal)
    whole.places = choice.places.map {
      Concatenator.Place(vector: $0.vector, low: $0.low - first.low, width: stride)
    }
    whole.zero = .literal(Bits(0, width: stride), isSigned: false)
    elements.append(Element(choice: whole, signal: signal))
    return elements[elements.count - 1]
  }

  /// Writes the elements before what reads their members.
  private mutating func placeElements() {
    for element in elements {
      for section in module.sections.indices {
        let reader = module.sections[section].firstIndex { item in
          var reads = false
          item.forEachExpression { $0.forEachReadPart { reads = reads || $0 == element.signal } }
          return reads
        }
        guard let reader else { continue }
        module.sections[section].insert(
          contentsOf: [
            .declaration(element.signal, source: element.choice.source), .combinational([element.choice.statement]),
          ], at: reader)
        break
      }
    }
  }

  /// The value of a choice among evenly spaced parts of one vector; nil where it is no such choice.
  private func value(of choice: Choice) -> Verilog.Expression? {
    let concatenator = Concatenator(module: module, places: [:])
    guard choice.places.count >= Self.fewest, !module[choice.places[0].vector].isPayload,
      let stride = choice.stride, abs(stride) & (abs(stride) - 1) == 0, !choice.subject.isSigned(module.signals),
      let subjectWidth = concatenator.width(of: choice.subject), subjectWidth < 31,
      let index = narrowed(choice.subject, from: subjectWidth, to: Self.width(of: choice.places.count - 1))
    else { return nil }
    let first = choice.places[0]
    let part = Verilog.Expression.indexedPart(
      first.vector, index: index, low: first.low, stride: stride, width: first.width)
    if choice.places.count == 1 << subjectWidth { return part }
    guard case .literal(let zero, _) = choice.zero, zero.value == 0 else { return nil }
    let count = Verilog.Expression.literal(Bits(.init(choice.places.count), width: subjectWidth), isSigned: false)
    return .conditional(
      .binary(.less, [choice.subject, count]), then: part,
      otherwise: .literal(Bits(0, width: first.width), isSigned: false))
  }

  /// The bits of an index that tell the elements apart; nil where they have no name.
  private func narrowed(_ subject: Verilog.Expression, from width: Int, to needed: Int) -> Verilog.Expression? {
    if width <= needed { return subject }
    switch subject {
    case .signal(let signal): return .part(signal, high: needed - 1, low: 0)
    case .part(let signal, _, let low): return .part(signal, high: low + needed - 1, low: low)
    default: return nil
    }
  }

  /// The bits of a number.
  static func width(of value: Int) -> Int { max(1, Int.bitWidth - value.leadingZeroBitCount) }

  /// A `case` whose arms give one target one part of one vector each, for 0, 1, 2 and so on.
  private struct Choice {
    var subject: Verilog.Expression
    var target: Verilog.Target
    var places: [Concatenator.Place] = []
    var labelWidth = 0
    var source: SourceLocation?
    var zero: Verilog.Expression

    init?(_ item: Verilog.Item) {
      guard case .combinational(let statements) = item, statements.count == 1,
        case .choice(let subject, let arms, let defaultBody) = statements[0],
        case .body(let rest) = defaultBody, rest.count == 1, case .assign(let target, let zero, _) = rest[0]
      else { return nil }
      (self.subject, self.target, self.zero) = (subject, target, zero)
      switch target {
      case .signal, .part: break
      case .loopPart, .word, .wordPart: return nil
      }
      for (index, arm) in arms.enumerated() {
        guard arm.labels.count == 1, case .literal(let label, false) = arm.labels[0], label.value == index,
          arm.body.count == 1, case .assign(target, let value, let source) = arm.body[0],
          let place = Self.place(of: value)
        else { return nil }
        places.append(place)
        labelWidth = label.width
        if let source { self.source = source }
      }
    }

    var statement: Verilog.Statement {
      let arms = places.enumerated().map { index, place in
        Verilog.Arm(
          labels: [.literal(Bits(.init(index), width: labelWidth), isSigned: false)],
          body: [
            .assign(target, .part(place.vector, high: place.low + place.width - 1, low: place.low), source: nil)
          ])
      }
      return .choice(subject, arms: arms, defaultBody: .body([.assign(target, zero, source: nil)]))
    }

    /// Whether both read the same elements of one vector, by the same index.
    func readsElements(of other: Choice) -> Bool {
      stride != nil && stride == other.stride && places.count == other.places.count
        && places[0].vector == other.places[0].vector && subject == other.subject
    }

    private static func place(of value: Verilog.Expression) -> Concatenator.Place? {
      switch value {
      case .part(let vector, let high, let low): Concatenator.Place(vector: vector, low: low, width: high - low + 1)
      case .cast(_, let operand): place(of: operand)
      default: nil
      }
    }

    /// The distance between the parts; nil where it is not the same everywhere.
    var stride: Int? {
      guard places.count > 1 else { return nil }
      let stride = places[1].low - places[0].low
      let isEven = zip(places, places.dropFirst()).allSatisfy {
        $1.low - $0.low == stride && $1.vector == $0.vector && $1.width == $0.width
      }
      return isEven && stride != 0 ? stride : nil
    }
  }
}

// Wires.
extension IndexedSelection {
  /// Writes selections that are read once where they are read.
  private mutating func inlineSelections() {
    let reads = readCounts
    var values: [Verilog.SignalID: Verilog.Expression] = [:]
    let printer = ExpressionPrinter(module: module)
    for case .wire(let signal, let value, _) in module.sections.joined() {
      guard value.isSelection, signal.index >= namedSignals, reads[signal] == 1,
        printer.text(value).count <= Self.longest
      else { continue }
      values[signal] = module[signal].isSigned ? .cast(signed: true, value) : value
    }
    guard !values.isEmpty else { return }
    let rewriter = VerilogRewriter(expression: { expression in
      expression.rewritten { inner in
        guard case .signal(let signal) = inner, let value = values[signal] else { return inner }
        return value
      }
    })
    module.sections = module.sections.map { section in
      section.compactMap { item in
        if case .wire(let signal, _, _) = item, values[signal] != nil { return nil }
        return rewriter.rewrite(item)
      }
    }
  }

  /// How often each signal is read as a whole; one that is read in part, or by an assertion, more than once.
  private var readCounts: [Verilog.SignalID: Int] {
    var reads: [Verilog.SignalID: Int] = [:]
    func count(_ expression: Verilog.Expression) {
      switch expression {
      case .signal(let signal): reads[signal, default: 0] += 1
      case .part(let signal, _, _), .bit(let signal, _), .loopPart(let signal, _, _),
        .indexedPart(let signal, _, _, _, _):
        reads[signal, default: 0] += 2
      default: break
      }
      expression.forEachOperand(count)
    }
    for item in module.sections.joined() { item.forEachExpression(count) }
    for item in module.assertions {
      item.forEachExpression(count)
      item.forEachExpression(count)
    }
    return reads
  }
}

extension Verilog.Expression {
  /// Calls `body` with the signals of which the expression reads some bits.
  fileprivate func forEachReadPart(_ body: (Verilog.SignalID) -> Void) {
    if case .part(let signal, _, _) = self { body(signal) }
    forEachOperand { $0.forEachReadPart(body) }
  }

  fileprivate var isSelection: Bool {
    switch self {
    case .indexedPart, .part: true
    case .conditional(_, let then, _): then.isSelection
    default: false
    }
  }
}
