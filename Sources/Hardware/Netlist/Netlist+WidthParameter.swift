extension Netlist {
  /// The ports of a definition whose width is a parameter of the printed module.
  public struct WidthParameter: Sendable {
    /// A port that is printed as one vector.
    public struct Port: Sendable {
      /// The name of the vector.
      public var name: String
      /// The ports of the definition that it is made of, the most significant first.
      public var leaves: [NetID]

      /// A port by the ports that are packed into it.
      public init(name: String, leaves: [NetID]) {
        self.name = name
        self.leaves = leaves
      }
    }

    /// The vectors, all of the width that the parameter gives.
    public var ports: [Port]
    /// The name of the module that is printed for all widths.
    public var moduleName: String
    /// What that module is for.
    public var documentation: String?

    /// A parameter that stands for the width of all of `ports`.
    public init(ports: [Port], moduleName: String, documentation: String? = nil) {
      self.ports = ports
      self.moduleName = moduleName
      self.documentation = documentation
    }
  }
}
