/// How wide the parts of some declarations are that stand below one another.
struct DeclarationColumns {
  private var keyword = 0
  private var head = 0
  /// Whether everything is declared as `logic`.
  private let isLogic: Bool

  /// Columns for signals, and for memories, which are variables.
  ///
  /// - Parameter types: those of signals that are declared with the name of a type.
  init(
    _ signals: some Sequence<Verilog.Signal>, memories: some Sequence<Verilog.Module.Memory>, types: [String] = [],
    isLogic: Bool = false
  ) {
    self.isLogic = isLogic
    let memories = Array(memories)
    keyword = max(signals.map(\.keyword.rawValue.count).max() ?? 0, memories.isEmpty ? 0 : 3)
    if isLogic { keyword = 5 }
    let heads = signals.map { text($0).count } + memories.map { text($0).count }
    head = (heads + types.map(\.count)).max() ?? 0
  }

  /// `wire signed [7:0]`, padded.
  func text(_ signal: Verilog.Signal) -> String {
    text(
      signal.keyword, isSigned: signal.isSigned,
      range: signal.isPayload ? "[\(PayloadForm.parameter)-1:0]" : range(signal.width))
  }

  /// `phase_t`, padded.
  func text(type: String) -> String { type.padded(to: head) }

  /// `reg [7:0]`, padded.
  func text(_ memory: Verilog.Module.Memory) -> String {
    text(.reg, isSigned: false, range: range(memory.width))
  }

  private func range(_ width: Int) -> String? { width > 1 ? "[\(width - 1):0]" : nil }

  private func text(_ keyword: Verilog.Signal.Keyword, isSigned: Bool, range: String?) -> String {
    var text = isLogic ? "logic" : keyword.rawValue
    if isSigned || range != nil { text = text.padded(to: self.keyword) }
    if isSigned { text += " signed" }
    if let range { text += " \(range)" }
    return text.padded(to: head)
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
