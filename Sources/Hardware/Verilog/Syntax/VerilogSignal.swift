extension Verilog {
  /// The index of a signal in its module.
  struct SignalID: Hashable {
    let index: Int
    init(_ index: Int) { self.index = index }
  }

  /// A named value of a Verilog module.
  struct Signal {
    enum Keyword: String { case wire, reg }

    var name: String
    var width: Int
    var isSigned: Bool
    var keyword: Keyword
    /// Set where constants beside the signal are printed by the names of their cases.
    var enumeration: Netlist.Enumeration?
    /// Whether the width is the module's parameter.
    var isPayload = false
    var attributes: [Attribute] = []
    /// What its bits are, where they are members of a structure.
    var structure: Structure?
    /// What a port is for, printed behind it.
    var comment: String?
    /// Where a port is declared.
    var source: SourceLocation?
  }

  /// The index of a memory in its module.
  struct MemoryID: Hashable {
    let index: Int
    init(_ index: Int) { self.index = index }
  }
}
