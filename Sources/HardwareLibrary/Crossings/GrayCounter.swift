import Hardware

/// Counts in a code of which one bit changes at a time, so that the bits may cross into another clock domain by a
/// ``Synchroniser`` each: whichever of them arrive a cycle later, what arrives is a number that has been.
///
/// ```waveform
/// cycle   1   2   3   4   5   6   7   8   9
/// step    ████████████▁▁▁▁████████████████████
/// value   │0  │1  │2  │3      │4  │5  │6  │7
/// gray_2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████████
/// gray_1  ▁▁▁▁▁▁▁▁████████████████████▁▁▁▁▁▁▁▁
/// gray_0  ▁▁▁▁████████▁▁▁▁▁▁▁▁▁▁▁▁████████▁▁▁▁
/// ```
public struct GrayCounter: Module {
  /// On to the next number, and from the last one to 0.
  public let step: Bit
  /// How many steps there were, modulo 2 to its width; a register.
  public let value: Unsigned
  /// The Gray code of the value, the least significant bit first; a register each.
  public let gray: [Bit]

  /// The clock domain that it runs in.
  public let domain: ClockDomain

  /// - Parameters:
  ///   - width: bits of the value, at least 1.
  ///   - domain: the clock domain that it runs in.
  public init(width: Int, domain: ClockDomain = .main) {
    precondition(width >= 1, "a Gray counter of \(width) bits; the least is 1")
    step = .input()
    value = .outputRegister(width, reset: 0, domain: domain)
    gray = (0..<width).map { _ in .outputRegister(reset: false, domain: domain) }
    self.domain = domain
  }

  /// `gray_counter_` and the bits of the value, then the domain if it is not the main one.
  public var moduleName: String { "gray_counter_\(value.width)\(domain == .main ? "" : "_\(domain.label)")" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Counts; beside the value stands its Gray code, which changes in one bit at a time."
  }

  /// A counter, and beside it a register for each bit of the next value's code.
  public var body: [Statement] {
    let next = (value &+ 1).named("next")
    when(step) {
      value <== next
      for bit in gray.indices { gray[bit] <== code(of: next, bit) }
    }
    expect(
      gray.indices.map { gray[$0] .== code(of: value, $0) }.all, "the Gray code is that of the value", name: "code",
      domain: domain)
    if gray.count > 1 { expectSmallSteps }
    cover("wrapped", step && value .== Unsigned((1 << value.width) - 1, width: value.width), domain: domain)
  }

  @StatementBuilder private var expectSmallSteps: [Statement] {
    let before = (0..<gray.count).map { Bit.register("gray_was_\($0)", reset: false, domain: domain) }
    for bit in gray.indices { before[bit] <== gray[bit] }
    let changes = concatenate(zip(gray, before).map { $0 ^ $1 })
    expect((changes & (changes &- 1)) .== 0, "at most one bit changes at a time", name: "one_bit", domain: domain)
  }

  private func code(of number: Unsigned, _ bit: Int) -> Bit {
    bit + 1 < number.width ? number[bit] ^ number[bit + 1] : number[bit]
  }
}
