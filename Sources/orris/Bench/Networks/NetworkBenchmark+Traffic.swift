import Accelerator
import Mapping
import Network

extension NetworkBenchmark {
  private struct Network {
    let name: String
    let published: Double
    let layers: [NamedLayer]
    /// Layers that are simulated, and those of them that are not of the network.
    let simulated, cropped: [String]
  }

  /// Words over the bus to DRAM, with the mappings of the preference and with those that are best in just these words;
  /// raw, and with each map in the format that takes the least for its published zeros.
  ///
  /// In RTL all lie in bitmaps, and half of an output is zero.
  func traffic() async throws -> BenchResult {
    let alexNet = try convolutions("alexnet", batch: 4)
    let networks = [
      Network(
        name: "AlexNet conv 1-5, N = 4", published: 0.0029, layers: alexNet, simulated: alexNet.map(\.name), cropped: []
      ),
      Network(
        name: "VGG-16 conv, N = 1", published: 0.0035,
        layers: try convolutions("vgg16") + convolutions("vgg16_cropped"),
        simulated: ["conv5_1", "conv1_2_56rows"], cropped: ["conv1_2_56rows"]),
    ]
    var result = BenchResult()
    for network in networks {
      for objective in [preference.objective, .dramTraffic] {
        // Of the mappings of the preference the other parts measure the traffic.
        let simulated = objective == .dramTraffic ? network.simulated : []
        let found = try await traffic(network, objective, simulated)
        result.tables += found.tables
        result.summary += found.summary
      }
    }
    return result
  }

  private func traffic(_ network: Network, _ objective: Objective, _ simulated: [String]) async throws -> BenchResult {
    var measurements = measurements(on: .eyeriss)
    measurements.preference.objective = objective
    let raw = try await measurements.rows(network.layers) { _ in false }
    measurements.compression = .bitmap
    let rows = try await measurements.rows(network.layers) { simulated.contains($0.name) }
    try rows.check()
    var table = TextTable(
      [("layer", .left)]
        + ["compulsory", "raw", "cycles", "compressed", "of it weights", "cycles", "in RTL, bitmaps"].map {
          ($0, .right)
        })
    var sums = (macs: 0, compulsory: 0, raw: 0, compressed: 0, measured: Int?.some(0))
    for (layer, (raw, row)) in zip(network.layers, zip(raw, rows)) {
      let measured = row.measured?.figures.memory.total
      table.add(
        [row.layer]
          + [
            layer.shape.compulsoryWords, raw.predicted.memory.total, raw.predicted.cycles, row.predicted.memory.total,
            row.predicted.memory.filter, row.predicted.cycles,
          ].map(grouped) + [measured.map(grouped) ?? "-"])
      guard !network.cropped.contains(row.layer) else { continue }
      sums.macs += row.macs
      sums.compulsory += layer.shape.compulsoryWords
      sums.raw += raw.predicted.memory.total
      sums.compressed += row.predicted.memory.total
      sums.measured = sums.measured.flatMap { sum in measured.map { sum + $0 } }
    }
    table.add(
      ["all", grouped(sums.compulsory), grouped(sums.raw), "", grouped(sums.compressed), "", ""]
        + [sums.measured.map(grouped) ?? "-"])
    func perMAC(_ words: Int) -> Double { Double(words) / Double(sums.macs) }
    func row(_ how: String, predicted: Int, measured: Int?) -> SummaryRow {
      SummaryRow(
        name: "\(network.name), DRAM words a MAC, \(how)", quantity: .wordsPerMAC, published: network.published,
        bound: perMAC(sums.compulsory), target: network.published, predicted: perMAC(predicted),
        measured: measured.map(perMAC))
    }
    let goal =
      switch objective {
      case .cycles: "fastest"
      case .dramTraffic: "least traffic"
      case .balanced, .energy, .energyDelay: objective.rawValue
      }
    return BenchResult(
      tables: [BenchTable(title: "\(network.name), words of 16 bits over the bus to DRAM, \(goal)", text: table)],
      summary: [
        row("\(goal), raw", predicted: sums.raw, measured: nil),
        row("\(goal), compressed", predicted: sums.compressed, measured: sums.measured),
      ])
  }
}

extension LayerShape {
  /// Weights, input and output once each, without vectors that are not full.
  fileprivate var compulsoryWords: Int { [inputShape, weightShape, outputShape].reduce(0) { $0 + $1.reduce(1, *) } }
}
