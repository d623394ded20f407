extension Verilog {
  /// Behind which lines the line of Swift stands that they come from. A `LineMap` knows it of all lines in any case.
  public enum SourceComments: String, Hashable, Sendable, CaseIterable {
    /// Behind none.
    case none
    /// Behind declarations, assignments and instances.
    case body
    /// Behind ports as well, unless they are documented.
    case all
  }
}
