import Foundation
import HardwareSimulation
import Network

/// The handwritten digits that come with the project: a network, images, their labels and the expected outputs.
struct DigitsWorkload {
  let network: Graph
  /// One image each, (1, 8, 8, 1).
  let images: [Tensor<Int8>]
  let labels: [Int]
  /// What an independent runtime computed, one row for each image.
  let expected: Tensor<Int8>

  /// - Throws: `CommandFailure` outside of a checkout.
  init(images count: Int) throws {
    guard let root = Checkout.root else {
      throw CommandFailure(
        .badInput, "the demo needs the images in workloads/digits: run it within a checkout of Orris")
    }
    let folder = root.appendingPathComponent("workloads/digits")
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    network = try Graph(tfliteFileAt: path("model.tflite"))
    let all = try Tensor<Int8>(npyFileAt: path("inputs/real_inputs.npy"))
    let count = min(count, all.shape[0])
    images = (0..<count).map { all.rows($0..<$0 + 1) }
    expected = try Tensor<Int8>(npyFileAt: path("inputs/real_expected_output.npy"))
    labels = try Self.labels(path("inputs/real_inputs.json"))
    guard labels.count == all.shape[0], expected.shape == [all.shape[0], 10] else {
      throw CommandFailure(.badInput, "\(folder.path): images, labels and expected outputs do not belong together")
    }
  }

  private static func labels(_ path: String) throws -> [Int] {
    struct Names: Decodable { let labels: [Int] }
    do {
      return try JSONDecoder().decode(Names.self, from: try Data(contentsOf: URL(fileURLWithPath: path))).labels
    } catch {
      throw CommandFailure(.badInput, "\(path): a JSON object with a list of labels is expected")
    }
  }
}
