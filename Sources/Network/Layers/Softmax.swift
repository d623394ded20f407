/// Softmax over the last dimension, in the fixed-point form of the TensorFlow Lite reference kernel.
///
/// The output has scale 1/256 and zero point -128.
public struct Softmax: Sendable, Hashable {
  /// More values in a row could overflow the kernel's sum, which has 12 integer bits.
  public static let maximumDepth = 4095
  /// Scale and zero point that the output always has: probabilities from 0 to 255/256.
  public static let outputQuantization = Quantization(scale: 1 / 256, zeroPoint: -128)
  /// Integer bits of the scaled difference (Q5.26).
  static let differenceIntegerBits = 5

  /// Scales a difference of two inputs to Q5.26.
  public let significand: Int32
  /// 0 to 31.
  public let leftShift: Int
  /// A value that lies further below the row's maximum than this (negative) difference gives probability 0.
  public let minimumDifference: Int

  /// - Parameter beta: the factor of the inputs, 1 in most networks.
  /// - Throws: ``QuantizationError`` if `beta` times the scale is below 2^-26, where the kernel gives up.
  public init(beta: Float, inputScale: Float) throws(QuantizationError) {
    let fractionalBits = 31 - Self.differenceIntegerBits
    let factor = Double(beta) * Double(inputScale) * Double(1 << fractionalBits)
    guard factor > 1 else {
      throw QuantizationError(
        "beta \(beta) times the input's scale \(inputScale) is \(Double(beta) * Double(inputScale)), but the kernel needs more "
          + "than 2^-\(fractionalBits) (\(1 / Double(1 << fractionalBits)))")
    }
    (significand, leftShift) = QuantizedMultiplier.normalize(min(factor, 0x1p31 - 1))
    let reach = Double((1 << Self.differenceIntegerBits) - 1) * Double(1 << fractionalBits)
    minimumDifference = -Int((reach / Double(1 << leftShift)).rounded(.down))
  }
}
