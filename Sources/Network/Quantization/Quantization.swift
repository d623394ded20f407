/// How the integers of a tensor stand for real numbers: `real = scale * (q - zeroPoint)`.
public struct Quantization: Sendable, Hashable {
  public let scale: Float
  public let zeroPoint: Int

  public init(scale: Float, zeroPoint: Int) {
    self.scale = scale
    self.zeroPoint = zeroPoint
  }
}
