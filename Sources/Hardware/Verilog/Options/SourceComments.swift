extension Verilog {
  /// Behind which lines the line of Swift stands that they come from. A `LineMap` knows it in any case.
  public enum SourceComments: String, Hashable, Sendable, CaseIterable {
    /// Behind none.
    case none
    /// Behind declarations and assignments.
    case body
    /// Behind ports as well, unless they are documented.
    case all
  }
}
