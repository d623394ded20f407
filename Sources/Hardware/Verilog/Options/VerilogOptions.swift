extension Verilog {
  /// How a design is printed. The hardware is the same whatever they say, except for the kind of reset.
  public struct Options: Hashable, Sendable {
    /// What the names of all modules and files begin with, so that two designs have no name in common.
    public var modulePrefix: String
    /// The clocks and resets of all modules.
    public var clocking: Clocking
    /// Whether structures and arrays are vectors and arrays of instances are loops. Without them every leaf is a signal of
    /// its own: the same hardware, long to read, to compare with.
    public var packsBundles: Bool
    /// The language of the text.
    public var dialect: Dialect
    /// Which lines end in a comment that tells where they come from.
    public var sourceComments: SourceComments
    /// What wires are called that the Swift has no name for.
    public var wireNames: WireNames

    /// - Parameter modulePrefix: letters, digits and underscores, as `npu_`; empty for none.
    public init(
      modulePrefix: String = "", clocking: Clocking = Clocking(), packsBundles: Bool = true,
      dialect: Dialect = .verilog, sourceComments: SourceComments = .body, wireNames: WireNames = .operation
    ) {
      self.modulePrefix = modulePrefix
      self.clocking = clocking
      self.packsBundles = packsBundles
      self.dialect = dialect
      self.sourceComments = sourceComments
      self.wireNames = wireNames
    }
  }
}
