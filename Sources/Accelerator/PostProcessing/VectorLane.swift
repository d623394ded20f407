import Hardware

/// One lane of the operands of a vector command: gathers a window or a pair, and makes of it what is to be requantised.
struct VectorLane: Module {
  let take: Bit
  let opens, isSecond: Bit
  let operand: Signed
  let operation: Enumerated<VectorOperation>
  let aZero, bZero: Signed
  let scalesB: Bit
  let rounding: Unsigned
  /// What is to be requantised; of a sum, the operand that is to be scaled.
  let value: Signed
  /// Of a sum, the other operand, less its zero point.
  let other: Signed

  private let total, second: Signed

  var documentation: String? { "Gathers the operands of one lane and combines them as far as comes before scaling." }

  init(_ architecture: Architecture) {
    let bits = architecture.activationBits
    (take, opens, isSecond) = (.input(), .input(), .input())
    operand = .input(bits)
    operation = .input()
    (aZero, bZero, scalesB) = (.input(bits), .input(bits), .input())
    rounding = .input(VectorSettings.countBits)
    (value, other) = (.output(32), .output(bits + 1))
    (total, second) = (.register(32), .register(bits))
  }

  var body: [Statement] {
    let isSmaller = (operand .< total).named("is_smaller")
    when(take) {
      when(isSecond) { second <== operand }
        .elsewhen(opens) { total <== operand.extended(to: 32) }
        .elsewhen(operation .== .average) { total <== total &+ operand }
        .elsewhen(!isSmaller) { total <== operand.extended(to: 32) }
    }

    let a = (total.truncated(to: operand.width) - aZero).named("a")
    let b = (second - bZero).named("b")
    let half = Signed(rounding)
    other <== mux(scalesB, a, b)
    let shift = VectorOperands.operandShift(activationBits: operand.width)
    value <== 0
    operation.match {
      switch $0 {
      case .maximum: value <== total
      // Half the divisor away from zero, before a division towards zero.
      case .average: value <== mux(total.mostSignificantBit, total &- half, total &+ half)
      case .add, .subtract: value <== (mux(scalesB, b, a) << shift).extended(to: 32)
      case .multiply: value <== (a * b).resized(to: 32)
      }
    }
  }
}
