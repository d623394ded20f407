extension Netlist {
  /// The ports of a definition whose width is a parameter of the printed module.
  public struct WidthParameter: Sendable {
    /// A port that is printed as one vector.
    public struct Port: Sendable {
      public var name: String
      /// The ports of the definition that it is made of, the most significant first.
      public var leaves: [NetID]

      public init(name: String, leaves: [NetID]) {
        self.name = name
        self.leaves = leaves
      }
    }

    public var ports: [Port]
    /// The name of the module that is printed for all widths.
    public var moduleName: String
    /// What that module is for.
    public var documentation: String?

    public init(ports: [Port], moduleName: String, documentation: String? = nil) {
      self.ports = ports
      self.moduleName = moduleName
      self.documentation = documentation
    }
  }
}
