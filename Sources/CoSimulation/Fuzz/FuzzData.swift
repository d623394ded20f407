import Accelerator
import Golden
import Mapping
import Network
import Randomness

/// The operands of a fuzz case over the full ranges of the architecture, a third of the activations zero.
struct FuzzData {
  let layer: LayerData
  let expected: Tensor<Int64>
  let productShift: Int

  init(_ fuzz: FuzzCase) {
    let (architecture, shape) = (fuzz.architecture, fuzz.layer)
    var random = SeededGenerator(seed: fuzz.seed)
    let activations = FuzzData.range(architecture.activationBits)
    let zeroPoint = architecture.zeroPoint ? Int16.random(in: activations, using: &random) : 0
    let ifmap = (0..<shape.inputShape.reduce(1, *)).map { _ in
      Int.random(in: 0..<3, using: &random) == 0 ? zeroPoint : Int16.random(in: activations, using: &random)
    }
    let weightRange = FuzzData.range(architecture.weightBits)
    let weights = (0..<shape.weightShape.reduce(1, *)).map { _ in Int16.random(in: weightRange, using: &random) }
    let productBits = architecture.operandBits + architecture.weightBits
    productShift = architecture.productShift ? Int.random(in: 0..<productBits, using: &random) : 0
    layer = LayerData(ifmap: ifmap, weights: weights, zeroPoint: Int(zeroPoint))
    expected = shape.accumulators(
      input: Tensor(shape: shape.inputShape, elements: ifmap),
      weights: Tensor(shape: shape.weightShape, elements: weights), inputZeroPoint: Int(zeroPoint),
      arithmetic: AccumulatorArithmetic(productShift: productShift, psumBits: architecture.psumBits))
  }

  private static func range(_ bits: Int) -> ClosedRange<Int16> {
    Int16(-(1 << (bits - 1)))...Int16((1 << (bits - 1)) - 1)
  }
}
