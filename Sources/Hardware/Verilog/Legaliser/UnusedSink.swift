extension Verilog.Module {
  /// The module with one wire that reads whatever nothing else does, so that a linter's complaint of an unused signal
  /// stays meaningful. What only assertions read counts as unread: they are not always compiled.
  func withUnusedSink(_ names: inout NameTable) -> Self {
    var reads = ReadBits(signals: signals, memoryCount: memories.count)
    for item in sections.joined() { item.forEachExpression { reads.add($0) } }
    var unread: [Verilog.Expression] = []
    for signal in declaredSignals where !self[signal].name.contains("unused") {
      unread += reads.unread(signal)
    }
    for memory in memories.indices where !reads.readsMemory[memory] {
      let width = Netlist.addressWidth(of: memories[memory].depth)
      let first = Verilog.Expression.literal(Bits(0, width: width), isSigned: false)
      unread.append(.word(Verilog.MemoryID(memory), address: first))
    }
    guard !unread.isEmpty else { return self }
    var result = self
    result.sections.append([.unused(name: names.unique("unused"), unread)])
    return result
  }

  /// All signals that the module declares or takes in, in order.
  private var declaredSignals: [Verilog.SignalID] {
    var declared = ports.filter { $0.direction == .input }.map(\.signal)
    for item in sections.joined() {
      switch item {
      case .declaration(let signal, _), .wire(let signal, _, _): declared.append(signal)
      case .memory, .contents, .assign, .combinational, .clocked, .instance, .loop, .unused: break
      }
    }
    return declared.sorted { $0.index < $1.index }
  }
}

/// Which bits of each signal are read.
private struct ReadBits {
  private let signals: [Verilog.Signal]
  private var isRead: [Bool]
  private var parts: [Int: [ClosedRange<Int>]] = [:]
  private(set) var readsMemory: [Bool]

  init(signals: [Verilog.Signal], memoryCount: Int) {
    self.signals = signals
    isRead = [Bool](repeating: false, count: signals.count)
    readsMemory = [Bool](repeating: false, count: memoryCount)
  }

  mutating func add(_ expression: Verilog.Expression) {
    switch expression {
    case .signal(let signal), .bit(let signal, _): isRead[signal.index] = true
    case .part(let signal, let high, let low):
      if !isRead[signal.index] { parts[signal.index, default: []].append(low...high) }
    case .word(let memory, _): readsMemory[memory.index] = true
    default: break
    }
    var operands: [Verilog.Expression] = []
    expression.forEachOperand { operands.append($0) }
    for operand in operands { add(operand) }
  }

  /// The signal, or the ranges of it that nothing reads.
  func unread(_ signal: Verilog.SignalID) -> [Verilog.Expression] {
    if isRead[signal.index] { return [] }
    guard let read = parts[signal.index] else { return [.signal(signal)] }
    var gaps: [Verilog.Expression] = []
    var next = 0
    for range in read.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(.part(signal, high: range.lowerBound - 1, low: next)) }
      next = max(next, range.upperBound + 1)
    }
    let width = signals[signal.index].width
    if next < width { gaps.append(.part(signal, high: width - 1, low: next)) }
    return gaps
  }
}
