extension Verilog {
  /// When a register takes its reset value.
  public enum ResetStyle: String, Hashable, Sendable, CaseIterable {
    /// At a rising edge of the clock where the reset is active.
    case synchronous
    /// As soon as the reset becomes active. Whoever drives the reset releases it in time for the next edge of the clock.
    case asynchronous
  }

  /// The level of the reset port that resets.
  public enum ResetLevel: String, Hashable, Sendable, CaseIterable { case high, low }

  /// What the clock and reset ports of a design are called, and how its resets act.
  public struct Clocking: Hashable, Sendable {
    /// The ports of one clock domain.
    public struct Names: Hashable, Sendable {
      /// The names of the clock port and of the reset port.
      public var clock, reset: String

      /// The names of both ports, as they stand in Verilog.
      public init(clock: String, reset: String) { (self.clock, self.reset) = (clock, reset) }
    }

    /// The ports of the main domain; those of a domain `bus` are `bus_<clock>` and `bus_<reset>`.
    public var names: Names
    /// The ports of domains that are called otherwise.
    public var namesOfDomains: [ClockDomain: Names]
    /// When a register takes its reset value.
    public var resetStyle: ResetStyle
    /// The level of all reset ports that resets.
    public var resetLevel: ResetLevel

    /// Ports `clock` and `reset` and a synchronous reset that is active when high, unless said otherwise.
    ///
    /// - Parameters:
    ///   - clock: the clock port of the main domain.
    ///   - reset: the reset port of the main domain.
    ///   - resetStyle: when a register takes its reset value.
    ///   - resetLevel: the level that resets.
    ///   - namesOfDomains: the ports of domains that are not called after those of the main one.
    public init(
      clock: String = "clock", reset: String = "reset", resetStyle: ResetStyle = .synchronous,
      resetLevel: ResetLevel = .high, namesOfDomains: [ClockDomain: Names] = [:]
    ) {
      names = Names(clock: clock, reset: reset)
      self.namesOfDomains = namesOfDomains
      self.resetStyle = resetStyle
      self.resetLevel = resetLevel
    }

    /// The name of a domain's clock port.
    public func clockName(of domain: ClockDomain) -> String {
      namesOfDomains[domain]?.clock ?? (domain.name.isEmpty ? names.clock : "\(domain.name)_\(names.clock)")
    }

    /// The name of a domain's reset port.
    public func resetName(of domain: ClockDomain) -> String {
      namesOfDomains[domain]?.reset ?? (domain.name.isEmpty ? names.reset : "\(domain.name)_\(names.reset)")
    }
  }
}
