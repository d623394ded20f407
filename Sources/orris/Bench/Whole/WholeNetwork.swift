import Foundation
import Network

/// A network of which whole inferences are measured, with the data that is at hand for it.
struct WholeNetwork: Sendable {
  let title: String
  let graph: Graph
  /// One inference each.
  let inputs: [Tensor<Int8>]
  /// The outputs for them by an independent runtime.
  let expected: [Tensor<Int8>]
  /// Their right classes, where they are known.
  let labels: [Int]?

  /// - Throws: `CommandFailure` or `ReadError` where the files do not belong together.
  init(
    _ title: String, model: String, inputs: Tensor<Int8>, expected: Tensor<Int8>, labels: [Int]? = nil, first count: Int
  ) throws {
    self.title = title
    graph = try Graph(tfliteFileAt: model)
    guard inputs.shape[0] == expected.shape[0], labels.map({ $0.count == inputs.shape[0] }) ?? true,
      inputs.shape.dropFirst() == graph.inputShape.dropFirst(), graph.inputShape[0] == 1
    else { throw CommandFailure(.badInput, "\(model): inputs, outputs and labels do not belong together") }
    let count = min(count, inputs.shape[0])
    self.inputs = (0..<count).map { inputs.rows($0..<$0 + 1) }
    self.expected = (0..<count).map { expected.rows($0..<$0 + 1) }
    self.labels = labels.map { Array($0.prefix(count)) }
  }
}

/// The networks that are not shipped, in a folder of workloads; what is absent is left out.
struct WholeNetworks {
  let folder: String

  /// Those of the folder `networks`, by their files' names.
  private static let collected = [
    ("vww96", "MLPerf Tiny visual wake words"), ("ad01", "MLPerf Tiny anomaly detection"),
    ("str_ww", "MLPerf Tiny streaming wakeword"), ("resnet8_large", "MLPerf Tiny ResNet-8, large"),
    ("person_detect", "person detection, 96 x 96"), ("mnv2_160_035", "MobileNet v2 0.35, 160 x 160"),
    ("micro_speech", "micro speech"), ("mlon_cnn_s", "CNN-S keywords"), ("mlon_mkws_m", "micro KWS"),
    ("mlon_qnn", "MNIST digits"), ("hello_world", "sine"),
  ]

  /// Those of the folder `cifar10`, and how many of their images are simulated.
  static let trained = [
    ("resnet8_dense", 20), ("resnet8_pruned75", 1), ("resnet8_pruned90", 1), ("resnet8_w2", 1), ("resnet8_w1", 1),
    ("mobilenet_dense", 1), ("mobilenet_pruned90", 1), ("mobilenet_w4a4", 1),
  ]

  private func has(_ file: String) -> Bool {
    let found = FileManager.default.fileExists(atPath: "\(folder)/\(file)")
    if !found { Terminal.error.note("\(folder)/\(file) is absent: left out\n") }
    return found
  }

  /// All that are there.
  func all() throws -> [WholeNetwork] { try benchmarks() + collected() + trained() }

  private struct Names: Decodable { let labels: [Int] }

  private func benchmarks() throws -> [WholeNetwork] {
    let networks = [("resnet8_cifar10", "MLPerf Tiny ResNet-8"), ("dscnn_kws", "MLPerf Tiny DS-CNN")]
    return try networks.filter { has($0.0) }.map { name, title in
      let path = "\(folder)/\(name)"
      let json = try Data(contentsOf: URL(fileURLWithPath: "\(path)/inputs/real_inputs.json"))
      return try WholeNetwork(
        title, model: "\(path)/model.tflite", inputs: Tensor(npyFileAt: "\(path)/inputs/real_inputs.npy"),
        expected: Tensor(npyFileAt: "\(path)/inputs/real_expected_output.npy"),
        labels: try JSONDecoder().decode(Names.self, from: json).labels, first: .max)
    }
  }

  private func collected() throws -> [WholeNetwork] {
    try Self.collected.filter { has("networks/\($0.0).tflite") }.map { name, title in
      let path = "\(folder)/networks/\(name)"
      return try WholeNetwork(
        title, model: "\(path).tflite", inputs: Tensor(npyFileAt: "\(path).input.npy"),
        expected: Tensor(npyFileAt: "\(path).expected.npy"), first: 1)
    }
  }

  private func trained() throws -> [WholeNetwork] {
    guard has("cifar10") else { return [] }
    return try Self.trained.map { name, count in try trained(name, first: count) }
  }

  /// A network of the folder `cifar10` with its images.
  func trained(_ name: String, first count: Int) throws -> WholeNetwork {
    let path = "\(folder)/cifar10"
    let expected = try Tensor<Int8>(npyFileAt: "\(path)/\(name).logits.npy")
    return try WholeNetwork(
      "CIFAR-10 \(name)", model: "\(path)/\(name).tflite", inputs: Tensor(npyFileAt: "\(path)/images.npy"),
      expected: expected, labels: try Labels(npyFileAt: "\(path)/labels.npy", outputShape: expected.shape).classes,
      first: count)
  }
}
