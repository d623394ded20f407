import Foundation
import HardwareSimulation
import Network
import TextFiles

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
    let bytes = try readBytes(ofFileAt: path, limit: 1 << 20)
    do throws(JSONError) {
      let value = try JSONValue(parsing: bytes)
      let members = try value.members(of: "a list of labels", example: "{ \"labels\": [7, 2] }")
      guard case .list(let labels)? = members.first(where: { $0.key == "labels" })?.value.content else {
        throw JSONError(value.place, "there is no list of labels")
      }
      return labels.compactMap(\.wholeNumber)
    } catch {
      throw ReadError(file: path, error)
    }
  }
}
