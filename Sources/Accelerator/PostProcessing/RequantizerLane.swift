import Hardware
import HardwareLibrary

/// Scales the values of one lane to activations: a value a step, all stages moving together.
///
///     x          = (value + bias) << max(shift, 0)                               wraps at 32 bits
///     scaled     = (x * significand + constant) >> (31 + max(-shift, 0))
///     activation = clamp(scaled + zero)
///
/// The stages: the value waits for the table | bias | left shift | two products of 32 by 16 bits, and the constant that
/// rounds | their sum | with the constant | right shift (`scaled`) | zero point and clamp (`activation`).
struct RequantizerLane: Module {
  /// All stages move.
  let advance: Bit
  /// With `advance`: a value enters. Where none does, the last one goes through the stages once more, so that they rest.
  let enters: Bit
  let value: Signed
  let mode: RequantizerMode
  /// Goes along with the value.
  let other: Signed
  /// The constants of the value that came a step before.
  let constants: ChannelConstants
  let output: OutputSettings
  /// What became of the value that came `stagesToScaled` steps before, and what went along with it.
  let scaled, scaledOther: Signed
  /// One step later.
  let activation: Signed

  /// Registers from `value` to `scaled`.
  static let stagesToScaled = 7

  private let rounding: RequantizerRounding
  private let others: ShiftRegister<Signed>
  private let truncations, zeroAdditions: ShiftRegister<Bit>
  private let addsBias, scales: Bit
  private let waiting, biased, shifted: Signed
  private let shift: Signed
  private let significands: [Unsigned]
  private let rights: [Unsigned]
  private let low, high, product, rounded: Signed
  private let roundings: [RoundingConstant]

  var documentation: String? { "Scales 32-bit values by a channel's multiplier, adds the zero point and clamps." }

  init(_ architecture: Architecture, rounding: RequantizerRounding) {
    self.rounding = rounding
    let otherBits = architecture.activationBits + 1
    (advance, enters) = (.input(), .input())
    value = .input(32)
    mode = RequantizerMode.shape.input()
    other = .input(otherBits)
    constants = ChannelConstants.shape.input()
    output = OutputSettings.shape(architecture).input()
    scaled = .outputRegister(32)
    scaledOther = .output(otherBits)
    activation = .outputRegister(architecture.activationBits)
    others = ShiftRegister(.bits(otherBits), length: Self.stagesToScaled)
    zeroAdditions = ShiftRegister(Bit.shape, length: Self.stagesToScaled)
    truncations = ShiftRegister(Bit.shape, length: 3)
    (addsBias, scales) = (.register(), .register())
    (waiting, biased, shifted) = (.register(32), .register(32), .register(32))
    shift = .register(ChannelConstants.shiftBits)
    significands = (0..<2).map { _ in .register(ChannelConstants.significandBits) }
    rights = (0..<4).map { _ in .register(ChannelConstants.shiftBits) }
    (low, high, product, rounded) = (.register(49), .register(48), .register(64), .register(64))
    roundings = (0..<2).map { _ in RoundingConstant.shape.register() }
  }

  var body: [Statement] {
    for chain in [truncations, zeroAdditions] { chain.step <== advance }
    truncations.dataIn <== mode.truncates
    zeroAdditions.dataIn <== mode.addsZero
    others.step <== advance
    others.dataIn <== other
    scaledOther <== others.dataOut
    when(advance) {
      when(enters) {
        waiting <== value
        addsBias <== mode.addsBias
        scales <== mode.scales
      }
      prepare
      multiply
      finish
    }
  }

  /// A value that is not scaled is multiplied by 2^30, its double, and divided by 2^31.
  @StatementBuilder private var prepare: [Statement] {
    biased <== waiting &+ mux(addsBias, constants.bias, 0)
    significands[0] <== mux(scales, constants.significand, Unsigned(1 << 30))
    shift <== mux(scales, constants.shift, 1)

    let isLeft = !shift.mostSignificantBit
    let left = mux(isLeft, shift[0...4], 0).named("left")
    shifted <== biased &<< left
    significands[1] <== significands[0]
    rights[0] <== mux(isLeft, 0, Unsigned(bitPattern: -shift).truncated(to: rights[0].width))
  }

  @StatementBuilder private var multiply: [Statement] {
    low <== shifted * Signed(significands[1][0...15])
    high <== shifted * Signed(significands[1][16...30])
    roundings[0] <== roundingConstant(isNegative: shifted.mostSignificantBit, right: rights[0])
    rights[1] <== rights[0]

    product <== (high << 16) &+ low
    roundings[1] <== roundings[0]
    rights[2] <== rights[1]
  }

  /// What is added to a product before it is shifted right.
  private struct RoundingConstant: Signal {
    /// The bits from 30 up.
    var high: Unsigned
    /// Each of the bits below, which are alike.
    var low: Bit

    static let shape = RoundingConstant(high: .bits(34), low: .shape)

    var value: Signed { Signed(bitPattern: concatenate(high, low.repeated(30))) }
  }

  /// What makes the right shift round.
  ///
  /// Rounding towards zero takes 2^s - 1 where the value is negative, s being the whole shift, and nothing else. To
  /// the nearest takes 2^(s-1); in double rounding also +-2^30 with the value's sign, unless s is 31: the first
  /// rounding's half, and the second one's away from zero, in one sum.
  private func roundingConstant(isNegative: Bit, right: Unsigned) -> RoundingConstant {
    let half = (Unsigned(1, width: 34) &<< right).named("half")
    let below = (~(Unsigned(1 << 34 - 1, width: 34) &<< right)).named("below")
    let nearest =
      switch rounding {
      case .single: half
      // 2^right + 1 or 2^right - 1, but 1 for a shift of 0; in every case bit 0 is set.
      case .double: mux(isNegative, below, half) | Unsigned(1, width: 34)
      }
    let truncates = truncations.dataOut
    let whole = mux(isNegative, below | half, 0)
    return RoundingConstant(high: mux(truncates, whole, nearest), low: truncates && isNegative)
  }

  @StatementBuilder private var finish: [Statement] {
    rounded <== product &+ roundings[1].value
    rights[3] <== rights[2]
    scaled <== (Signed(bitPattern: rounded[31...63]) &>> rights[3]).truncated(to: 32)

    let sum = (scaled + mux(zeroAdditions.dataOut, output.zero, 0)).named("sum")
    let bits = activation.width
    let raised = mux(sum .< output.minimum, output.minimum, sum.truncated(to: bits))
    activation <== mux(sum .> output.maximum, output.maximum, raised)
  }
}
