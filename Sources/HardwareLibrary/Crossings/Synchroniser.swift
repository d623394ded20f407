import Hardware

/// Takes a bit into another clock domain, by way of registers in a row.
///
/// The first register may become metastable; the others give it time to settle. The bit has to come from a register of
/// its own domain as it is, without logic behind it, and to stay for more than a cycle of the new one, or it may be
/// passed over. Bits that cross by way of several synchronisers arrive in different cycles: only such whose order does
/// not matter may cross so, or numbers of which one bit changes at a time (``GrayCounter``).
///
/// ```waveform
/// cycle    1   2   3   4   5   6   7   8
/// bit_in   ▁▁▁▁████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// bit_out  ▁▁▁▁▁▁▁▁▁▁▁▁████████████▁▁▁▁▁▁▁▁
/// ```
public struct Synchroniser: Module {
  /// The bit that crosses: a register of its own domain, without logic behind it.
  public let bitIn: Bit
  /// The bit, so many cycles of the domain later as there are stages.
  public let bitOut: Bit

  /// The number of registers.
  public let stages: Int
  /// The domain into which the bit is taken.
  public let domain: ClockDomain
  private let resetValue: Bool

  /// - Parameters:
  ///   - domain: the domain into which the bit is taken.
  ///   - stages: registers, at least 2.
  ///   - reset: what a reset of the domain gives.
  public init(to domain: ClockDomain, stages: Int = 2, reset: Bool = false) {
    precondition(stages >= 2, "a synchroniser of \(stages) stages; the least is 2")
    bitIn = .input()
    bitOut = .outputRegister(reset: Bit(reset), domain: domain)
    (self.stages, self.domain, resetValue) = (stages, domain, reset)
  }

  /// `synchroniser_`, the stages, the domain, and `set` where a reset gives 1.
  public var moduleName: String {
    "synchroniser_\(stages)_to_\(domain.label)\(resetValue ? "_set" : "")"
  }

  /// The comment above the Verilog module.
  public var documentation: String? { "Takes a bit into another clock domain by way of \(stages) registers." }

  /// `stages` registers in a row, the last of which is the output.
  public var body: [Statement] {
    let inner = (0..<stages - 1).map { Bit.register("stage_\($0)", reset: Bit(resetValue), domain: domain) }
    for (register, source) in zip(inner + [bitOut], [bitIn] + inner) { register <== source }
  }
}
