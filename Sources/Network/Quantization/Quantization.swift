/// How the integers of a tensor stand for real numbers: `real = scale * (q - zeroPoint)`.
public struct Quantization: Sendable, Hashable {
  /// The real number that one step of the integers stands for.
  public let scale: Float
  /// The integer that stands for 0; -128 to 127 in int8 tensors.
  public let zeroPoint: Int

  /// A scale and a zero point; nothing is checked.
  public init(scale: Float, zeroPoint: Int) {
    self.scale = scale
    self.zeroPoint = zeroPoint
  }
}
