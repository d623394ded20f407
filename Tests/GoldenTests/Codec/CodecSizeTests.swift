import Foundation
import Golden
import Network
import TestSupport
import Testing

/// The sizes of real tensors in each format: the table in docs/codec.md is what this test makes.
@Suite struct CodecSizeTests {
  struct Sample: Sendable {
    let network: String
    let input: String
  }

  static let samples = [
    Sample(network: "resnet8_cifar10", input: "airplane"), Sample(network: "dscnn_kws", input: "down_0"),
  ]

  // As on the preset `edge`: vectors of 4, words and beats of 16 bytes; a chunk for each vector of channels.
  static let (lanes, wordBytes, beatBits) = (4, 16, 128)
  static let runs = [2, 3, 5]

  @Test(
    .enabled(
      if: samples.allSatisfy { Workloads.isAvailable($0.network) },
      "\(Workloads.reasonForSkipping("resnet8_cifar10 or dscnn_kws"))"))
  func theTableInTheDocumentationIsRight() throws {
    let table = try Self.samples.flatMap(Self.rows).joined(separator: "\n")
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/codec.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains(table), "docs/codec.md should have:\n\(table)")
  }

  static func rows(_ sample: Sample) throws -> [String] {
    let graph = try Graph(tfliteFileAt: Workloads.path(sample.network, "model.tflite"))
    func tensor(_ file: String) throws -> Tensor<Int8> {
      try Tensor(npyFileAt: Workloads.path(sample.network, "golden/\(sample.input)/\(file).npy"))
    }
    var rows = [try row("\(sample.network) input", try tensor("input"), graph.tensors[graph.input])]
    // What follows the last feature map stays on chip or with the host.
    for operation in graph.operators where operation.outputIsMap(in: graph) {
      let name = (operation.index < 10 ? "0" : "") + "\(operation.index)_\(operation.name)"
      rows.append(try row(name, try tensor(name), graph.tensors[operation.output]))
    }
    let sums = rows[0].sizes.indices.map { column in rows.reduce(0) { $0 + $1.sizes[column] } }
    rows.append(Row(name: "**\(sample.network)**", zeros: nil, sizes: sums))
    return rows.map(\.text)
  }

  struct Row {
    let name: String
    let zeros: Double?
    /// Raw, bitmap, then run lengths.
    let sizes: [Int]

    var text: String {
      let cells = sizes.enumerated().map { index, size in
        index == 0 ? "\(size)" : "\(size) (\(hundredths(Double(size) / Double(sizes[0]))))"
      }
      let share = zeros.map { "\(Int(($0 * 100).rounded())) %" } ?? ""
      return "| \(([name, share] + cells).joined(separator: " | ")) |"
    }

    private func hundredths(_ ratio: Double) -> String {
      let rounded = Int((ratio * 100).rounded())
      return "\(rounded / 100).\(rounded % 100 < 10 ? "0" : "")\(rounded % 100)"
    }
  }

  static func row(_ name: String, _ map: Tensor<Int8>, _ tensor: GraphTensor) throws -> Row {
    let zero = Int(tensor.quantization.zeroPoint)
    let chunks = map.chunks(lanes: lanes, wordBytes: wordBytes, zeroPoint: zero)
    func size(_ format: ChunkFormat, run: Int) -> Int {
      ChunkCodec(storageBits: 8, runBits: run, beatBits: beatBits).storedBytes(of: chunks, as: format, zero: zero)
    }
    let zeros = Double(map.elements.count { Int($0) == zero }) / Double(map.count)
    return Row(
      name: name, zeros: zeros,
      sizes: [size(.raw, run: 3), size(.bitmap, run: 3)] + runs.map { size(.runLength, run: $0) })
  }
}

extension Operator {
  /// Whether the result has rows and columns.
  func outputIsMap(in graph: Graph) -> Bool {
    let shape = graph.tensors[output].shape
    return shape.count == 4 && shape[1] * shape[2] > 1
  }
}
