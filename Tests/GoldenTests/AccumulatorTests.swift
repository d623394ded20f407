import Golden
import Network
import TestSupport
import Testing

@Suite struct AccumulatorTests {
  static let seed: UInt64 = 0xACC

  /// One tap of a convolution: what is multiplied into which output.
  private struct Tap {
    let output: Int
    /// Nil for padding.
    let input: Int?
    let weight: Int
  }

  /// Every multiply-accumulate of a layer, straight from the definition.
  private func taps(_ shape: LayerShape) -> [Tap] {
    var taps: [Tap] = []
    for output in 0..<shape.outputShape.reduce(1, *) {
      let m = output % shape.outputChannels
      let f = output / shape.outputChannels % shape.outputWidth
      let e = output / shape.outputChannels / shape.outputWidth % shape.outputHeight
      let n = output / shape.outputChannels / shape.outputWidth / shape.outputHeight
      for r in 0..<shape.filterHeight {
        for s in 0..<shape.filterWidth {
          for c in 0..<shape.channelsPerGroup {
            let h = e * shape.stride.vertical + r * shape.dilation.vertical - shape.padding.top
            let w = f * shape.stride.horizontal + s * shape.dilation.horizontal - shape.padding.left
            let channel = m / shape.filtersPerGroup * shape.channelsPerGroup + c
            let isInside = (0..<shape.inputHeight).contains(h) && (0..<shape.inputWidth).contains(w)
            taps.append(
              Tap(
                output: output,
                input: isInside
                  ? ((n * shape.inputHeight + h) * shape.inputWidth + w) * shape.inputChannels + channel : nil,
                weight: ((m * shape.filterHeight + r) * shape.filterWidth + s) * shape.channelsPerGroup + c))
          }
        }
      }
    }
    return taps
  }

  @Test func followsTheDefinition() {
    print("accumulators: seed \(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    for _ in 0..<60 {
      let shape = LayerShape.random(using: &generator)
      let input = Tensor<Int16>.random(shape: shape.inputShape, using: &generator)
      let weights = Tensor<Int16>.random(shape: shape.weightShape, using: &generator)
      let zeroPoint = [0, -128, 77].randomElement(using: &generator)!
      let arithmetic = AccumulatorArithmetic(
        productShift: Int.random(in: 0...20, using: &generator), psumBits: Int.random(in: 8...48, using: &generator))
      // Any order of accumulation, with the wrap after every addition, gives the same bits.
      var expected = [Int64](repeating: 0, count: shape.outputShape.reduce(1, *))
      for tap in taps(shape).shuffled(using: &generator) {
        guard let position = tap.input else { continue }
        let product = (Int64(input.elements[position]) - Int64(zeroPoint)) * Int64(weights.elements[tap.weight])
        expected[tap.output] = arithmetic.wrap(expected[tap.output] + (product >> Int64(arithmetic.productShift)))
      }
      let sums = shape.accumulators(
        input: input, weights: weights, inputZeroPoint: zeroPoint, arithmetic: arithmetic)
      #expect(sums == Tensor(shape: shape.outputShape, elements: expected), "\(shape), \(arithmetic)")
    }
  }

  @Test func countsMultiplications() {
    print("statistics: seed \(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed + 1)
    for _ in 0..<60 {
      let shape = LayerShape.random(using: &generator)
      let zeroPoint: Int8 = [0, -128, 77].randomElement(using: &generator)!
      let input = Tensor<Int8>.random(shape: shape.inputShape, zero: zeroPoint, using: &generator)
      let taps = taps(shape)
      let expected = MACStatistics(
        total: taps.count, padding: taps.count { $0.input == nil },
        zero: taps.count { $0.input.map { input.elements[$0] == zeroPoint } ?? false })
      #expect(shape.statistics(input: input, zeroPoint: Int(zeroPoint)) == expected, "\(shape)")
      #expect(expected.total == shape.macs)
    }
  }

  @Test func wrapsToAnyWidth() {
    #expect(AccumulatorArithmetic(psumBits: 16).wrap(0x18000) == -0x8000)
    #expect(AccumulatorArithmetic(psumBits: 8).wrap(127) == 127)
    #expect(AccumulatorArithmetic(psumBits: 8).wrap(128) == -128)
    #expect(AccumulatorArithmetic(psumBits: 48).wrap(-1 << 47) == -1 << 47)
    #expect(AccumulatorArithmetic.fixedPoint16(productShift: 8) == AccumulatorArithmetic(productShift: 8, psumBits: 16))
  }
}
