/// How wide the parts of some declarations are that stand below one another.
struct DeclarationColumns {
  private var keyword = 0
  private var head = 0

  /// Columns for signals, and for memories, which are variables.
  init(_ signals: some Sequence<Verilog.Signal>, memories: some Sequence<Verilog.Module.Memory>) {
    let memories = Array(memories)
    keyword = max(signals.map(\.keyword.rawValue.count).max() ?? 0, memories.isEmpty ? 0 : 3)
    let heads = signals.map { text($0).count } + memories.map { text($0).count }
    head = heads.max() ?? 0
  }

  /// `wire signed [7:0]`, padded.
  func text(_ signal: Verilog.Signal) -> String {
    text(signal.keyword, isSigned: signal.isSigned, width: signal.width)
  }

  /// `reg [7:0]`, padded.
  func text(_ memory: Verilog.Module.Memory) -> String {
    text(.reg, isSigned: false, width: memory.width)
  }

  private func text(_ keyword: Verilog.Signal.Keyword, isSigned: Bool, width: Int) -> String {
    var text = keyword.rawValue
    if isSigned || width > 1 { text = text.padded(to: self.keyword) }
    if isSigned { text += " signed" }
    if width > 1 { text += " [\(width - 1):0]" }
    return text.padded(to: head)
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
