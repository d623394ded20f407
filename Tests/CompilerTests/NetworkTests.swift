import Accelerator
import Compiler
import Golden
import Mapping
import Network
import TestSupport
import Testing

/// Whole networks: every tensor, and everything that is counted.
@Suite struct NetworkTests {
  @Test(.enabled(if: Workloads.isAvailable("digits")), arguments: Shapes.all + [Shapes.tight])
  func digits(shape: Shapes.Named) throws {
    try compare("digits", inputs: 2, shape.architecture)
  }

  @Test(.enabled(if: Workloads.isAvailable("resnet8_cifar10")), arguments: Shapes.all)
  func resnet8(shape: Shapes.Named) throws {
    try compare("resnet8_cifar10", inputs: 1, shape.architecture)
  }

  @Test(.enabled(if: Workloads.isAvailable("dscnn_kws")), arguments: [Shapes.all[0], Shapes.all[1], Shapes.odd])
  func dscnn(shape: Shapes.Named) throws {
    try compare("dscnn_kws", inputs: 1, shape.architecture)
  }

  /// Compressed maps, whole and in rows: also in a buffer that is too small for any map.
  @Test(
    .enabled(if: Workloads.isAvailable("digits")), arguments: Shapes.all + [Shapes.tight],
    [CompressionChoice.runLength, .bitmap, .automatic])
  func digitsCompressed(shape: Shapes.Named, compression: CompressionChoice) throws {
    var architecture = shape.architecture
    architecture.compression = true
    try compare("digits", inputs: 1, architecture, compression)
  }

  @Test(.enabled(if: Workloads.isAvailable("resnet8_cifar10")), arguments: [CompressionChoice.runLength, .bitmap])
  func resnet8Compressed(compression: CompressionChoice) throws {
    var architecture = Shapes.small.architecture
    architecture.compression = true
    try compare("resnet8_cifar10", inputs: 1, architecture, compression)
  }

  private func compare(
    _ workload: String, inputs: Int, _ architecture: Architecture, _ compression: CompressionChoice = .none
  ) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path(workload, "model.tflite"))
    let golden = GoldenModel(graph)
    let network = try Compiler(architecture, keepsTensors: true, compression: compression).compile(graph)
    let batch = try Tensor<Int8>(npyFileAt: Workloads.path(workload, "inputs/real_inputs.npy"))
    for input in try golden.inferences(of: batch).prefix(inputs) {
      let run = try CompiledRun(network, input: input.elements)
      let execution = try golden.run(input)
      #expect(try run.differences(from: execution) == [])
      compareCounts(network, run, execution, graph)
      #expect(network.memoryMap.tensors.count + network.hostOperators.count == graph.operators.count + 1)
    }
  }

  /// What was predicted against what the program did; and layer by layer, the MACs against the golden model's.
  private func compareCounts(_ network: CompiledNetwork, _ run: CompiledRun, _ execution: Execution, _ graph: Graph) {
    let operands = execution.layerOperands(in: graph).mapValues(\.elements)
    let counts = network.counts(operands: operands)
    for counter in PerformanceCounter.allCases where !counter.countsCycles && counter != .programBeats {
      guard !network.unpredictedCounters.contains(counter) else { continue }
      #expect(counts.total[counter] == run.model.counts[counter], "\(counter)")
    }
    for (step, count) in zip(network.steps, counts.steps) {
      let statistics = execution.steps[step.operatorIndex].statistics
      guard let layer = step.layer else { continue }
      #expect(count.usefulMACs == statistics?.total, "\(step.name)")
      #expect(count.usefulGatedMACs == statistics?.zeroOrPadding, "\(step.name)")
      let passes = network.instructions[step.instructions].count { $0 == .pass }
      #expect(passes > 0 && passes % layer.mapping.passes == 0, "\(step.name)")
    }
    let dense = network.counts
    #expect(dense.total.slots == counts.total.slots && dense.total.usefulMACs == counts.total.usefulMACs)
    #expect(dense.total[.macsGated] < counts.total[.macsGated])
  }
}
