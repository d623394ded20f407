extension Netlist {
  /// What a definition is that stands for a module of others' Verilog: it has ports, and nothing in it.
  public struct Foreign: Sendable {
    /// A parameter with its value as it stands in Verilog.
    public struct Parameter: Hashable, Sendable {
      public let name: String
      public let value: String

      public init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// A port that takes the clock of a domain.
    public struct Clock: Hashable, Sendable {
      public let port: String
      public let domain: ClockDomain

      public init(port: String, domain: ClockDomain) { (self.port, self.domain) = (port, domain) }
    }

    /// A port that takes the reset of a domain.
    public struct Reset: Hashable, Sendable {
      public let port: String
      public let domain: ClockDomain
      /// Whether it resets while it is 0.
      public let isActiveLow: Bool

      public init(port: String, domain: ClockDomain, isActiveLow: Bool) {
        (self.port, self.domain, self.isActiveLow) = (port, domain, isActiveLow)
      }
    }

    public var parameters: [Parameter] = []
    public var clocks: [Clock] = []
    public var resets: [Reset] = []
    /// For each of the definition's ports, the clock domain that it runs on; nil for one that runs on none.
    public var portDomains: [ClockDomain?] = []
    /// For each output that follows inputs within a cycle: its place among the definition's ports and theirs,
    /// ascending.
    public var paths: [(output: Int, inputs: [Int])] = []
    /// The name that each of the definition's ports has in the model.
    public var modelPorts: [String] = []
    /// The paths of the Verilog files that it comes from, as the source gives them.
    public var files: [String] = []
    /// What behaves as the Verilog does, if that is known.
    public var model: Design?

    public init() {}
  }
}

extension Netlist.Design {
  /// The foreign modules of the design, those of each name and parameters once.
  public var foreignModules: [Netlist.Definition] { definitions.filter { $0.foreign != nil } }
}
