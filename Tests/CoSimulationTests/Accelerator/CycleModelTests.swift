import Accelerator
import CoSimulation
import Compiler
import Golden
import Mapping
import Network
import TestSupport
import Testing

/// The predicted cycles of layers against those of the RTL with a fast memory.
@Suite struct CycleModelTests {
  private static let layers: [(String, LayerShape)] = [
    ("bound by psums", shape(16, 3, 32, 32, 3, 3, padding: around(1))),
    ("bound by MACs", shape(64, 64, 13, 13, 3, 3, padding: around(1))),
    ("with stride", shape(64, 32, 16, 16, 1, 1, stride: 2)),
    ("1x1", shape(128, 96, 14, 14, 1, 1)),
    ("depthwise", shape(64, 64, 25, 5, 3, 3, padding: around(1), groups: 64)),
    ("grouped", shape(64, 48, 14, 14, 5, 5, padding: around(2), groups: 2)),
    ("tall", shape(64, 1, 49, 10, 10, 4, stride: 2, padding: Padding(top: 4, bottom: 5, left: 1, right: 1))),
    ("fully connected", shape(128, 256, 1, 1, 1, 1)),
  ]

  private static func around(_ width: Int) -> Padding {
    Padding(top: width, bottom: width, left: width, right: width)
  }

  private static func shape(
    _ filters: Int, _ channels: Int, _ height: Int, _ width: Int, _ filterHeight: Int, _ filterWidth: Int,
    stride: Int = 1, padding: Padding = .none, groups: Int = 1
  ) -> LayerShape {
    try! LayerShape(
      outputChannels: filters, inputChannels: channels, inputHeight: height, inputWidth: width,
      filterHeight: filterHeight, filterWidth: filterWidth, stride: SpatialStep(stride), padding: padding,
      groups: groups)
  }

  @Test func cyclesAreThePredictedOnes() throws {
    let model = try AcceleratorModel(.edge)
    var sums = (measured: 0, predicted: 0)
    for (index, (name, shape)) in Self.layers.enumerated() {
      let random = RandomLayer(shape, seed: UInt64(index + 1))
      let compiled = try Compiler(.edge).compile(random.graph)
      let layer = try #require(compiled.steps[0].layer)
      let measured = try #require(try AcceleratorRun(compiled, model).infer(random.input).counters[.cycles])
      let predicted = layer.cycles.total
      let error = Double(predicted) / Double(measured) - 1
      #expect(abs(error) < 0.02, "\(name): \(predicted) cycles predicted, \(measured) measured, with \(layer.mapping)")
      sums = (sums.measured + measured, sums.predicted + predicted)
    }
    #expect(abs(Double(sums.predicted) / Double(sums.measured) - 1) < 0.01, "\(sums)")
  }

  /// In a network a layer is prepared beside the one before, and its maps stay in the buffer.
  @Test(.enabled(if: Workloads.isAvailable("resnet8_cifar10")), arguments: ["resnet8_cifar10", "dscnn_kws"])
  func cyclesOfLayersWithinNetworksAreThePredictedOnes(name: String) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path(name, "model.tflite"))
    let batch = try Tensor<Int8>(npyFileAt: Workloads.path(name, "inputs/real_inputs.npy"))
    let compiled = try Compiler(.edge).compile(graph)
    let run = try AcceleratorRun(compiled, AcceleratorModel(.edge))
    let counters = try #require(try run.infer(GoldenModel(graph).inferences(of: batch)[0], countsSteps: true).steps)
    var sums = (measured: 0, predicted: 0)
    for (step, counters) in zip(compiled.steps, counters) {
      guard let predicted = step.layer?.cycles.total, let measured = counters[.cycles] else { continue }
      let error = abs(predicted - measured)
      // A cycle here and there shows where a layer has few.
      #expect(error <= max(40, measured * 3 / 100), "\(step.name): \(predicted) cycles predicted, \(measured) measured")
      sums = (sums.measured + measured, sums.predicted + predicted)
    }
    #expect(sums.measured > 0 && abs(Double(sums.predicted) / Double(sums.measured) - 1) < 0.01, "\(sums)")
  }
}
