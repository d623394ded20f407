/// Addition or subtraction of two feature maps, element by element.
///
///     y1 = MBQM((x1 - z1) << 20, multiplier 1)        y2 alike
///     output = clamp(z + MBQM(y1 + y2 or y1 - y2, output multiplier))
///
/// The shapes of the operands are broadcast as NumPy does: aligned at the last dimension, an extent of 1 repeats.
public struct ElementwiseSum: Sendable, Hashable {
  /// What an operand needs before it can be added: its zero point, and the factor to the common scale.
  public struct Operand: Sendable, Hashable {
    /// What is subtracted from each element first.
    public let zeroPoint: Int
    /// What the difference, shifted up by ``ElementwiseSum/leftShift``, is multiplied by: the operand's scale over
    /// twice the larger one of both, so at most 1/2.
    public let multiplier: QuantizedMultiplier
  }

  /// How far an operand is shifted up before it is scaled.
  public static let leftShift = 20

  /// Whether the second operand is subtracted.
  public let subtracts: Bool
  /// The operand from which the other one may be subtracted.
  public let first: Operand
  /// The operand that is added, or subtracted.
  public let second: Operand
  /// With a single multiplier.
  public let requantization: Requantization

  /// The constants of a sum, as the TensorFlow Lite Micro reference kernel prepares them.
  ///
  /// - Parameters:
  ///   - subtracts: whether the second operand is subtracted.
  ///   - first: scale and zero point of the first operand.
  ///   - second: those of the second one.
  ///   - output: those of the result.
  ///   - activation: what clamps the result.
  /// - Throws: ``QuantizationError`` where the scales combine to a factor that the kernels cannot represent.
  public init(
    subtracts: Bool, first: Quantization, second: Quantization, output: Quantization, activation: Activation
  ) throws(QuantizationError) {
    let twiceMaximum = Double(2 * max(first.scale, second.scale))
    func operand(_ quantization: Quantization) throws(QuantizationError) -> Operand {
      Operand(
        zeroPoint: quantization.zeroPoint,
        multiplier: try QuantizedMultiplier(Double(quantization.scale) / twiceMaximum))
    }
    self.subtracts = subtracts
    self.first = try operand(first)
    self.second = try operand(second)
    requantization = try .sum(twiceMaximum: twiceMaximum, output: output, activation: activation)
  }
}

/// Multiplication of two feature maps, element by element: `clamp(z + MBQM((x1 - z1) * (x2 - z2), multiplier))`.
///
/// The shapes of the operands are broadcast as in ``ElementwiseSum``.
public struct ElementwiseProduct: Sendable, Hashable {
  /// What is subtracted from each element of the first operand.
  public let firstZeroPoint: Int
  /// What is subtracted from each element of the second operand.
  public let secondZeroPoint: Int
  /// With a single multiplier.
  public let requantization: Requantization

  /// The constants of a product, as the TensorFlow Lite Micro reference kernel prepares them.
  ///
  /// - Parameters:
  ///   - first: scale and zero point of the first operand.
  ///   - second: those of the second one.
  ///   - output: those of the result.
  ///   - activation: what clamps the result.
  /// - Throws: ``QuantizationError`` where the scales combine to a factor that the kernels cannot represent.
  public init(
    first: Quantization, second: Quantization, output: Quantization, activation: Activation
  ) throws(QuantizationError) {
    firstZeroPoint = first.zeroPoint
    secondZeroPoint = second.zeroPoint
    requantization = try .product(first: first, second: second, output: output, activation: activation)
  }
}

/// The shape that two operands broadcast to, or nil if they do not agree.
func broadcastShape(_ first: [Int], _ second: [Int]) -> [Int]? {
  let rank = max(first.count, second.count)
  let padded = [first, second].map { Array(repeating: 1, count: rank - $0.count) + $0 }
  var shape: [Int] = []
  for (a, b) in zip(padded[0], padded[1]) {
    guard a == b || a == 1 || b == 1 else { return nil }
    shape.append(a == 1 ? b : a)
  }
  return shape
}
