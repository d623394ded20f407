/// An activation function that is fused into an operator: a clamp of its quantised result.
public enum Activation: String, Sendable, Hashable, CaseIterable {
  case none, relu, relu6

  /// The least and the greatest int8 value that a result of the given quantisation may take.
  public func bounds(_ output: Quantization) -> ClosedRange<Int8> {
    func quantize(_ value: Float) -> Int8 {
      // The quotient of a tiny scale may be beyond any integer, so it is clamped before it is converted.
      let steps = (value / output.scale).rounded(.toNearestOrAwayFromZero)
      return Int8(clamping: output.zeroPoint + Int(min(max(steps, -1e6), 1e6)))
    }
    switch self {
    case .none: return Int8.min...Int8.max
    case .relu: return quantize(0)...Int8.max
    case .relu6: return quantize(0)...quantize(6)
    }
  }
}
