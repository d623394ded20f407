extension Verilog {
  /// What wires are called that the Swift has no name for.
  public enum WireNames: String, Hashable, Sendable, CaseIterable {
    /// By what they are for and the operator: `grant_equal`, `grant_equal_2`.
    case operation
    /// By what is compared, `column_is_3`, `level_is_below_limit`; by the register whose next value it is,
    /// `count_next`; by what reads it, `word_index`, `is_idle_terms`; else by what they are for and the operator.
    case meaning
  }
}
