import Network
import TestSupport

extension LayerShape {
  /// A small layer of any kind: groups, depthwise with multiplier, dilation, strides and padding that differ by
  /// direction and side, sizes that do not divide.
  static func random(using generator: inout SeededGenerator) -> LayerShape {
    func any(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    while true {
      let groups = any(1...4)
      let shape = try? LayerShape(
        batch: any(1...2), outputChannels: groups * any(1...4), inputChannels: groups * any(1...3),
        inputHeight: any(1...9), inputWidth: any(1...9), filterHeight: any(1...4), filterWidth: any(1...4),
        stride: SpatialStep(vertical: any(1...3), horizontal: any(1...3)),
        dilation: SpatialStep(vertical: any(1...3), horizontal: any(1...3)),
        padding: Padding(top: any(0...4), bottom: any(0...4), left: any(0...4), right: any(0...4)), groups: groups)
      if let shape { return shape }
    }
  }
}

extension Tensor where Element: FixedWidthInteger {
  /// Uniform over all values, but for a fifth of `zero`.
  static func random(shape: [Int], zero: Element = 0, using generator: inout SeededGenerator) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { _ in
        Int.random(in: 0..<5, using: &generator) == 0
          ? zero : Element.random(in: Element.min...Element.max, using: &generator)
      })
  }
}
