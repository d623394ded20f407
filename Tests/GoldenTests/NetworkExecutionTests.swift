import Foundation
import Golden
import Network
import TestSupport
import Testing

/// Whole networks against an independent runtime: every tensor and accumulator of some inputs, the results of all.
@Suite struct NetworkExecutionTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let network: String
    let input: String
    var testDescription: String { "\(network) \(input)" }
  }

  static let networks = ["digits", "resnet8_cifar10", "dscnn_kws"]
  static let samples = networks.flatMap { network in
    Workloads.contents(network, "golden").map { Sample(network: network, input: $0) }
  }

  @Test(arguments: samples)
  func everyTensorMatches(sample: Sample) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path(sample.network, "model.tflite"))
    let files = Set(Workloads.contents(sample.network, "golden/\(sample.input)"))
    func expected<Element>(_ file: String) throws -> Tensor<Element> {
      try Tensor(npyFileAt: Workloads.path(sample.network, "golden/\(sample.input)/\(file)"))
    }
    let execution = try GoldenModel(graph).run(try expected("input.npy"))
    #expect(execution.steps.count == graph.operators.count)
    var compared = 1
    for step in execution.steps {
      let number = (step.operation.index < 10 ? "0" : "") + "\(step.operation.index)"
      #expect(step.output == (try expected("\(number)_\(step.operation.name).npy")), "operator \(number)")
      compared += 1
      // Accumulators are not stored for every input.
      if let accumulators = step.accumulators, files.contains("\(number)_acc.npy") {
        #expect(accumulators == (try expected("\(number)_acc.npy")), "accumulators of operator \(number)")
        compared += 1
      }
    }
    #expect(compared == files.count, "every stored tensor is compared")
  }

  @Test(arguments: networks)
  func resultsOfAllInputsMatch(network: String) throws {
    guard Workloads.isAvailable(network) else {
      print("skipped: \(Workloads.reasonForSkipping(network))")
      return
    }
    let graph = try Graph(tfliteFileAt: Workloads.path(network, "model.tflite"))
    let inputs = try Tensor<Int8>(npyFileAt: Workloads.path(network, "inputs/real_inputs.npy"))
    let expected = try Tensor<Int8>(npyFileAt: Workloads.path(network, "inputs/real_expected_output.npy"))
    #expect(try GoldenModel(graph).outputs(inputs) == expected)
  }

  @Test func recognisesDigits() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let inputs = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy"))
    let json = try Data(contentsOf: URL(fileURLWithPath: Workloads.path("digits", "inputs/real_inputs.json")))
    let labels = try JSONDecoder().decode(Labels.self, from: json).labels
    let outputs = try GoldenModel(graph).outputs(inputs)
    #expect(labels.count == 450 && outputs.shape == [450, 10])
    let right = labels.indices.count { index in
      let scores = outputs.rows(index..<index + 1).elements
      return scores.firstIndex(of: scores.max()!) == labels[index]
    }
    #expect(right == 445)
  }

  private struct Labels: Decodable {
    let labels: [Int]
  }
}
