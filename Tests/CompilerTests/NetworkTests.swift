import Accelerator
import Compiler
import Golden
import Network
import TestSupport
import Testing

/// Whole networks, every tensor.
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

  private func compare(_ workload: String, inputs: Int, _ architecture: Architecture) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path(workload, "model.tflite"))
    let golden = GoldenModel(graph)
    let network = try Compiler(architecture, keepsTensors: true).compile(graph)
    let batch = try Tensor<Int8>(npyFileAt: Workloads.path(workload, "inputs/real_inputs.npy"))
    for input in try golden.inferences(of: batch).prefix(inputs) {
      let run = try CompiledRun(network, input: input.elements)
      #expect(run.differences(from: try golden.run(input)) == [])
      #expect(network.memoryMap.tensors.count + network.hostOperators.count == graph.operators.count + 1)
    }
  }
}
