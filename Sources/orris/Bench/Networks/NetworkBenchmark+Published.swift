import Accelerator
import Mapping
import Network

/// What the published chip did on a layer of AlexNet at N = 4, in words of 16 bits (JSSC 52(1), 2017, tables III and V).
private struct PublishedLayer {
  let name: String
  /// Megabytes of the buffer and of DRAM, the latter compressed.
  let buffer, memory: Double

  static let all = [
    PublishedLayer(name: "conv1", buffer: 18.5, memory: 5.0), PublishedLayer(name: "conv2", buffer: 77.6, memory: 4.0),
    PublishedLayer(name: "conv3", buffer: 50.2, memory: 3.0), PublishedLayer(name: "conv4", buffer: 37.4, memory: 2.1),
    PublishedLayer(name: "conv5", buffer: 24.9, memory: 1.3),
  ]
}

extension NetworkBenchmark {
  /// The chip's mappings of AlexNet, or what comes closest to them on this hardware, in RTL.
  func publishedMappings() async throws -> BenchResult {
    let architecture = Self.architectureOfPublishedMappings
    let layers = try convolutions("alexnet", batch: 4)
    let published = try HandMapping.mappings(jsonFileAt: "\(tables)/alexnet_published.json")
    let carriedOut = try HandMapping.mappings(jsonFileAt: "\(tables)/alexnet_carried_out.json")
    var measurements = measurements(on: architecture)
    measurements.mappings = carriedOut
    let rows = try await measurements.rows(layers)
    try rows.check()
    var table = TextTable(
      [("layer", .left), ("differs from the chip's in", .left)]
        + ["chip", "its mapping", "this mapping", "in RTL", "predicted"].map { ($0, .right) }
        + ["DRAM: its mapping", "this mapping", "in RTL", "predicted"].map { ($0, .right) })
    for (layer, row) in zip(layers, rows) {
      guard let chip = PublishedLayer.all.first(where: { $0.name == layer.name }), let original = published[layer.name],
        let hand = carriedOut[layer.name]
      else { throw CommandFailure(.badInput, "\(tables): layer \(layer.name) has no published mapping") }
      let formulas = [original, hand].map { PublishedMapping($0, layer.shape) }
      table.add([
        layer.name, hand.difference(from: original), decimal(chip.buffer, places: 1),
        megabytes(formulas[0].bufferAccesses.total), megabytes(formulas[1].bufferAccesses.total),
        row.measured.map { megabytes($0.figures.bufferWords) } ?? "-", megabytes(row.predicted.bufferWords),
        megabytes(formulas[0].memoryTraffic.total), megabytes(formulas[1].memoryTraffic.total),
        row.measured.map { megabytes($0.figures.memory.total) } ?? "-", megabytes(row.predicted.memory.total),
      ])
    }
    return BenchResult(tables: [
      BenchTable(
        title: "The published mappings of AlexNet by hand, N = 4: MB of the buffer, and of DRAM without compression",
        text: table),
      BenchTable(title: "their cycles", text: rows.table(architecture)),
    ])
  }

  /// `eyeriss` with twice the buffer: here a tile's results do not take the place of the psums that they come from.
  private static var architectureOfPublishedMappings: Architecture {
    var architecture = Architecture.eyeriss
    architecture.bufferDepth *= 2
    return architecture
  }

  private func megabytes(_ words: Int) -> String { decimal(Double(words) * 2 / 1e6, places: 2) }
}

extension PublishedMapping {
  fileprivate init(_ hand: HandMapping, _ layer: LayerShape) {
    self.init(layer: layer, m: hand.m, n: hand.n, e: hand.e, p: hand.p, q: hand.q, r: hand.r, t: hand.t)
  }
}

extension HandMapping {
  /// The letters that differ, as they are here.
  fileprivate func difference(from other: HandMapping) -> String {
    let letters = [
      ("m", m, other.m), ("n", n, other.n), ("e", e, other.e), ("p", p, other.p), ("q", q, other.q), ("r", r, other.r),
      ("t", t, other.t),
    ]
    let differing = letters.filter { $0.1 != $0.2 }.map { "\($0.0) = \($0.1) (\($0.2))" }
    return differing.isEmpty ? "nothing" : differing.joined(separator: ", ")
  }
}
