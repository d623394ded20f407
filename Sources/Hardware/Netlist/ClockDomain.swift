/// A clock with its synchronous, active-high reset.
///
/// Registers and memory ports name theirs.
public struct ClockDomain: Hashable, Sendable, Comparable {
  /// Empty for the main domain.
  public let name: String

  /// A domain whose ports are `<name>_clock` and `<name>_reset`.
  public init(_ name: String) {
    self.name = name
  }

  /// The domain of everything that names no other: its ports are `clock` and `reset`.
  public static let main = ClockDomain("")

  /// The name of the clock port: `clock`, or `<name>_clock`.
  ///
  /// `Verilog.Clocking` can print another one.
  public var clockName: String { name.isEmpty ? "clock" : "\(name)_clock" }
  /// The name of the reset port: `reset`, or `<name>_reset`.
  ///
  /// `Verilog.Clocking` can print another one.
  public var resetName: String { name.isEmpty ? "reset" : "\(name)_reset" }

  /// By name; the main domain is the first.
  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}
