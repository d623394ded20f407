extension Verilog {
  /// The language that a design is printed in.
  public enum Dialect: String, Hashable, Sendable, CaseIterable {
    /// IEEE 1364-2005, in files `.v`.
    case verilog
    /// IEEE 1800-2017, in files `.sv`: `logic`, `always_ff`, `always_comb`, and types for
    /// enumerations and structures.
    case systemVerilog

    /// What the names of files end in, after the dot.
    public var fileExtension: String { self == .verilog ? "v" : "sv" }
  }
}
