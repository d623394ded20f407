import Accelerator
import CoSimulation
import Compiler
import Golden
import Mapping
import Network
import Randomness

/// Runs the convolution layers of AlexNet at full size on the `eyeriss` preset, with random data of the published
/// sparsity, and compares every output with the golden model's and the counters with the prediction.
struct AlexNetBenchmark {
  struct Row: Encodable {
    let layer: String
    let cycles: Int
    let macs: Int
    /// MACs a cycle as a fraction of the PEs.
    let utilization: Double
    let seconds: Double
    let isEqual: Bool
    /// By the counters' names.
    let counters: [String: Int]
    /// Counters that differ from what was predicted.
    let differences: [String]
  }

  let timing: MemoryTiming
  /// How ifmaps and ofmaps lie in DRAM.
  let compression: CompressionChoice
  /// Samples of each layer.
  let batch: Int
  let layers: [AlexNetLayer]
  private static let architecture = Architecture.eyeriss
  private static let productShift = 12

  func run(each: (Row) -> Void) throws -> [Row] {
    let model = try AcceleratorModel(Self.architecture)
    var rows: [Row] = []
    for layer in layers {
      let row = try run(layer, model)
      each(row)
      rows.append(row)
    }
    return rows
  }

  private func run(_ layer: AlexNetLayer, _ model: AcceleratorModel) throws -> Row {
    var random = SeededGenerator(seed: layer.seed)
    func tensor(_ shape: [Int], zeros: Double) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Double.random(in: 0..<1, using: &random) < zeros ? 0 : Int16.random(in: -2048...2047, using: &random)
        })
    }
    let shape = layer.shape.batch(of: batch)
    let (input, weights) = (tensor(shape.inputShape, zeros: layer.zeros), tensor(shape.weightShape, zeros: 0))
    let bias = (0..<shape.outputChannels).map { _ in Int16.random(in: -2048...2047, using: &random) }
    let compiled = try Compiler(Self.architecture, compression: compression).compile(
      FixedPointConvolution(
        name: layer.name, shape: shape, weights: weights, bias: bias, productShift: Self.productShift,
        appliesReLU: true))
    let run = try AcceleratorRun(compiled, model, timing: timing)
    let start = ContinuousClock.now
    let inference = try run.infer(input)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let golden = FixedPointLayer(
      shape: shape, weights: weights, bias: bias, arithmetic: .fixedPoint16(productShift: Self.productShift))
    let cycles = inference.counters[.cycles] ?? 0
    let slots = cycles * Self.architecture.rows * Self.architecture.columns
    return Row(
      layer: layer.name, cycles: cycles, macs: shape.macs,
      utilization: (Double(shape.macs) / Double(max(1, slots)) * 10_000).rounded() / 10_000,
      seconds: (seconds * 10).rounded() / 10, isEqual: inference.output == golden.outputs(sums: golden.sums(input)),
      counters: Dictionary(uniqueKeysWithValues: inference.counters.map { ("\($0.key)", $0.value) }),
      differences: compiled.counts(operands: [0: input.elements]).total.differences(
        from: inference.counters, except: compiled.unpredictedCounters))
  }
}
