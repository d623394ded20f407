import Hardware

/// Takes single events into another clock domain: each cycle in which `pulseIn` holds becomes one in which `pulseOut`
/// does.
///
/// Between two events there have to be as many cycles of the new domain as there are stages, and one more: what comes
/// sooner may be lost, in pairs. Events that come faster need a ``HandshakeCrossing`` or an ``AsynchronousFIFO``.
///
/// ```waveform
/// cycle      1   2   3   4   5   6   7   8   9
/// pulse_in   ▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁
/// pulse_out  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁████
/// ```
public struct PulseCrossing: Module {
  /// Whether there is an event, in each cycle of the one domain.
  public let pulseIn: Bit
  /// Whether an event has arrived, in each cycle of the other.
  public let pulseOut: Bit

  /// The clock domain of `pulseIn`.
  public let source: ClockDomain
  /// The clock domain of `pulseOut`.
  public let destination: ClockDomain
  private let synchroniser: Synchroniser

  /// - Parameters:
  ///   - source: the domain of the events.
  ///   - destination: the domain into which they are taken.
  ///   - stages: of the synchroniser, at least 2.
  public init(from source: ClockDomain, to destination: ClockDomain, stages: Int = 2) {
    (pulseIn, pulseOut) = (.input(), .output())
    (self.source, self.destination) = (source, destination)
    synchroniser = Synchroniser(to: destination, stages: stages)
  }

  /// `pulse_crossing_`, the stages and both domains.
  public var moduleName: String {
    "pulse_crossing_\(synchroniser.stages)_\(source.label)_to_\(destination.label)"
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Takes single events into another clock domain; they must not follow each other faster than that can see."
  }

  /// A level that each event turns over, a synchroniser, and a comparison with the level before.
  public var body: [Statement] {
    let level = Bit.register("level", reset: false, domain: source)
    let seen = Bit.register("seen", reset: false, domain: destination)
    when(pulseIn) { level <== !level }
    synchroniser.bitIn <== level
    seen <== synchroniser.bitOut
    pulseOut <== synchroniser.bitOut ^ seen
  }
}
