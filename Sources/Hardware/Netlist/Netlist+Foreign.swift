extension Netlist {
  /// What a definition is that stands for a module of others' Verilog: it has ports, and nothing in it.
  public struct Foreign: Sendable {
    /// A parameter with its value as it stands in Verilog.
    public struct Parameter: Hashable, Sendable {
      /// The name in the foreign Verilog.
      public let name: String
      /// The value as it is printed, quotes included for a string.
      public let value: String

      /// A parameter; the value is text of Verilog.
      public init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// A port that takes the clock of a domain.
    public struct Clock: Hashable, Sendable {
      /// The port's name in the foreign Verilog.
      public let port: String
      /// The domain whose clock it takes.
      public let domain: ClockDomain

      /// A clock port by the name that it has in the foreign Verilog.
      public init(port: String, domain: ClockDomain) { (self.port, self.domain) = (port, domain) }
    }

    /// A port that takes the reset of a domain.
    public struct Reset: Hashable, Sendable {
      /// The port's name in the foreign Verilog.
      public let port: String
      /// The domain whose reset it takes.
      public let domain: ClockDomain
      /// Whether it resets while it is 0.
      public let isActiveLow: Bool

      /// A reset port by the name that it has in the foreign Verilog.
      public init(port: String, domain: ClockDomain, isActiveLow: Bool) {
        (self.port, self.domain, self.isActiveLow) = (port, domain, isActiveLow)
      }
    }

    /// In the order of the source; the Verilog is instantiated with them.
    public var parameters: [Parameter] = []
    /// The clock ports, in the order of the source.
    public var clocks: [Clock] = []
    /// The reset ports, in the order of the source.
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

    /// A foreign module without parameters, clocks, files or a model; they are set one by one.
    public init() {}
  }
}

extension Netlist.Design {
  /// The foreign modules of the design, those of each name and parameters once.
  public var foreignModules: [Netlist.Definition] { definitions.filter { $0.foreign != nil } }
}
