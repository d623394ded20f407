import Foundation
import Golden
import Network
import TestSupport
import Testing

/// The sizes of real networks' maps with runs of several widths: the table in docs/codec.md is what this test makes.
@Suite struct CodecSizeTests {
  struct Sample: Sendable {
    let network: String
    let input: String
  }

  static let samples = [
    Sample(network: "resnet8_cifar10", input: "airplane"), Sample(network: "dscnn_kws", input: "down_0"),
  ]

  // As on the preset `edge`: vectors of 4, words and beats of 16 bytes; a chunk for each map.
  static let (lanes, wordBytes, beatBits) = (4, 16, 128)
  static let runs = [2, 3, 5]

  @Test(
    .enabled(
      if: samples.allSatisfy { Workloads.isAvailable($0.network) },
      "\(Workloads.reasonForSkipping("resnet8_cifar10 or dscnn_kws"))"))
  func theTableInTheDocumentationIsRight() throws {
    let table = try Self.samples.map(Self.sum).joined(separator: "\n")
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/codec.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains(table), "docs/codec.md should have:\n\(table)")
  }

  static func sum(_ sample: Sample) throws -> String {
    let graph = try Graph(tfliteFileAt: Workloads.path(sample.network, "model.tflite"))
    func tensor(_ file: String) throws -> Tensor<Int8> {
      try Tensor(npyFileAt: Workloads.path(sample.network, "golden/\(sample.input)/\(file).npy"))
    }
    var maps = [try sizes(try tensor("input"), graph.tensors[graph.input])]
    for operation in graph.operators where operation.outputIsMap(in: graph) {
      let name = (operation.index < 10 ? "0" : "") + "\(operation.index)_\(operation.name)"
      maps.append(try sizes(try tensor(name), graph.tensors[operation.output]))
    }
    return Row(name: sample.network, sizes: maps[0].indices.map { column in maps.reduce(0) { $0 + $1[column] } }).text
  }

  struct Row {
    let name: String
    /// Raw, bitmap, then run lengths.
    let sizes: [Int]

    var text: String {
      let cells = sizes.enumerated().map { index, size in
        index == 0 ? "\(size)" : "\(size) (\(hundredths(Double(size) / Double(sizes[0]))))"
      }
      return "| \(([name] + cells).joined(separator: " | ")) |"
    }

    private func hundredths(_ ratio: Double) -> String {
      let rounded = Int((ratio * 100).rounded())
      return "\(rounded / 100).\(rounded % 100 < 10 ? "0" : "")\(rounded % 100)"
    }
  }

  static func sizes(_ map: Tensor<Int8>, _ tensor: GraphTensor) throws -> [Int] {
    let zero = Int(tensor.quantization.zeroPoint)
    let chunk = map.chunks(lanes: lanes, wordBytes: wordBytes, zeroPoint: zero).flatMap { $0 }
    func size(_ format: ChunkFormat, run: Int) -> Int {
      ChunkCodec(storageBits: 8, runBits: run, beatBits: beatBits).stored(chunk, as: format, zero: zero).count
    }
    return [size(.raw, run: 3), size(.bitmap, run: 3)] + runs.map { size(.runLength, run: $0) }
  }
}

extension Operator {
  /// Whether the result has rows and columns.
  func outputIsMap(in graph: Graph) -> Bool {
    let shape = graph.tensors[output].shape
    return shape.count == 4 && shape[1] * shape[2] > 1
  }
}
