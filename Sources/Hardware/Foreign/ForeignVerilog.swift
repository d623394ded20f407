/// What the language has to know of a foreign module beyond its ports.
///
/// Ports are named here as in Verilog.
public struct ForeignVerilog: Sendable {
  /// The name in Verilog.
  ///
  /// Foreign modules of one name may differ in their parameters and widths, not in their ports.
  public let name: String
  let parameters: [(name: String, value: Parameter)]
  let clocks: [Clock]
  let resets: [Reset]
  let paths: Paths
  let synchronised: [String]
  let portNames: [String: String]
  let files: [String]
  let location: SourceLocation

  /// - Parameters:
  ///   - name: the name in Verilog.
  ///   - parameters: those that the instance gives, in their order.
  ///   - clocks: the clock ports, which are no properties. With several domains each says which ports run on it.
  ///   - resets: the reset ports, which are no properties.
  ///   - paths: which outputs follow which inputs within a cycle. There is no default: with `.all` many a sound design
  ///     would be a loop, with `.none` loops would pass. The model, if there is one, is held against it.
  ///   - synchronised: inputs that the module takes from any clock, since it synchronises them itself.
  ///   - portNames: the names in Verilog of ports whose properties are called otherwise, for example
  ///     `["input_valid": "s_axis_tvalid"]` for the member `valid` of a property `input`.
  ///   - files: the Verilog that the module comes from, in the order in which tools read it: paths, absolute or
  ///     relative to the process's folder. Headers (`.vh`, `.svh`) that others include are listed as well.
  ///   - fileID: the caller's file.
  ///   - line: the caller's line.
  public init(
    _ name: String, parameters: KeyValuePairs<String, Parameter> = [:], clocks: [Clock] = [], resets: [Reset] = [],
    paths: Paths, synchronised: [String] = [], portNames: [String: String] = [:], files: [String] = [],
    fileID: StaticString = #fileID, line: UInt = #line
  ) {
    self.name = name
    self.parameters = parameters.map { (name: $0.key, value: $0.value) }
    self.clocks = clocks
    self.resets = resets
    self.paths = paths
    self.synchronised = synchronised
    self.portNames = portNames
    self.files = files
    location = SourceLocation(fileID, line)
  }

  /// A clock port.
  public struct Clock: Hashable, Sendable {
    let port: String
    let domain: ClockDomain
    let ports: [String]

    /// - Parameters:
    ///   - port: its name in Verilog.
    ///   - domain: the domain whose clock it takes.
    ///   - ports: the ports that run on it; needed only where the module has clocks of several domains.
    public static func clock(_ port: String, _ domain: ClockDomain = .main, ports: [String] = []) -> Clock {
      Clock(port: port, domain: domain, ports: ports)
    }
  }

  /// A reset port.
  public struct Reset: Hashable, Sendable {
    let port: String
    let domain: ClockDomain
    let isActiveLow: Bool

    /// One that resets while it is 1.
    public static func activeHigh(_ port: String, _ domain: ClockDomain = .main) -> Reset {
      Reset(port: port, domain: domain, isActiveLow: false)
    }

    /// One that resets while it is 0.
    public static func activeLow(_ port: String, _ domain: ClockDomain = .main) -> Reset {
      Reset(port: port, domain: domain, isActiveLow: true)
    }
  }

  /// Which outputs follow which inputs within a clock cycle.
  public enum Paths: Hashable, Sendable {
    /// Every output follows every input, as in a multiplier without registers.
    case all
    /// No output follows an input: all change with a clock only.
    case none
    /// The inputs that each output follows; outputs that are not named follow none.
    case only([String: [String]])
  }
}
