/// A clock with its synchronous, active-high reset. Registers and memory ports name theirs.
public struct ClockDomain: Hashable, Sendable, Comparable {
  /// Empty for the main domain.
  public let name: String

  /// A domain whose ports are `<name>_clock` and `<name>_reset`.
  public init(_ name: String) {
    self.name = name
  }

  /// The domain of everything that names no other: its ports are `clock` and `reset`.
  public static let main = ClockDomain("")

  public var clockName: String { name.isEmpty ? "clock" : "\(name)_clock" }
  public var resetName: String { name.isEmpty ? "reset" : "\(name)_reset" }

  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}
