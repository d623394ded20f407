import Accelerator
import CoSimulation
import Compiler
import Foundation
import Golden
import Network
import TestSupport
import Testing

/// Whole networks on the whole accelerator: every tensor that it writes to DRAM against the golden model's, and every
/// counter against the prediction.
@Suite struct AcceleratorNetworkTests {
  /// Presets, and `edge` with another array.
  static func architecture(_ name: String) throws -> Architecture {
    let size = name.split(separator: "x").compactMap { Int($0) }
    guard size.count == 2 else { return try Architecture(preset: name) }
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns) = (size[0], size[1])
    return architecture
  }

  @Test(arguments: ["digits", "resnet8_cifar10", "dscnn_kws"], ["edge", "3x5", "16x16"])
  func everyTensorIsTheGoldenModelsAndEveryCounterAsPredicted(name: String, preset: String) throws {
    guard Workloads.isAvailable(name) else {
      print("skipped: \(Workloads.reasonForSkipping(name))")
      return
    }
    let folder = try #require(Workloads.folder(name))
    let graph = try Graph(tfliteFileAt: folder.appendingPathComponent("model.tflite").path)
    let inputs = try Tensor<Int8>(npyFileAt: folder.appendingPathComponent("inputs/real_inputs.npy").path)
    let architecture = try Self.architecture(preset)
    let network = try Compiler(architecture, keepsTensors: true).compile(graph)
    let model = try AcceleratorModel(architecture)
    for timing in [MemoryTiming.fast, .slow] {
      let run = try AcceleratorRun(network, model, timing: timing)
      let input = inputs.rows(0..<1)
      let expected = try GoldenModel(graph).run(input)
      let inference = try run.infer(input)
      for step in expected.steps {
        guard let found = inference.tensors[step.operation.index] else { continue }
        let wrong = zip(found.elements, step.output.elements).filter { $0 != $1 }.count
        #expect(
          wrong == 0, "operator \(step.operation.index) (\(step.operation.name)): \(wrong) of \(found.elements.count)")
      }
      let counts = network.counts(expected, of: graph).total
      #expect(counts.differences(from: inference.counters) == [])
      #expect(counts.usefulMACs == expected.statistics.total)
      #expect(counts.usefulGatedMACs == expected.statistics.zeroOrPadding)
      print(name, preset, inference.counters[.cycles]!, "cycles")
    }
  }

  /// The host lays out their input as the first layer needs it.
  @Test(arguments: ["micro_speech", "mlon_cnn_s", "mlon_mkws_m"], ["edge", "tiny"])
  func networksThatBeginWithAReshapeGiveTheExpectedOutputs(name: String, preset: String) throws {
    guard Workloads.isAvailable("networks") else {
      return print("skipped: \(Workloads.reasonForSkipping("networks"))")
    }
    let graph = try Graph(tfliteFileAt: Workloads.path("networks", "\(name).tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("networks", "\(name).input.npy"))
    let output = try Tensor<Int8>(npyFileAt: Workloads.path("networks", "\(name).expected.npy"))
    let architecture = try Architecture(preset: preset)
    let network = try Compiler(architecture, keepsTensors: true).compile(graph)
    let expected = try GoldenModel(graph).run(input)
    #expect(expected.output == output)
    let inference = try AcceleratorRun(network, try AcceleratorModel(architecture)).infer(input)
    for step in expected.steps {
      guard let found = inference.tensors[step.operation.index] else { continue }
      #expect(found.elements == step.output.elements, "operator \(step.operation.index) (\(step.operation.name))")
    }
    #expect(network.counts(expected, of: graph).total.differences(from: inference.counters) == [])
  }
}
