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

  /// Words over the bus to DRAM, with mappings that are best in cycles and in just these words; raw, and with maps in
  /// bitmaps.
  func traffic() async throws -> BenchResult {
    let alexNet = try convolutions("alexnet", batch: 4)
    let networks = [
      Network(name: "AlexNet conv 1-5, N = 4", published: 0.0029, layers: alexNet, simulated: alexNet.map(\.name), cropped: []),
      Network(
        name: "VGG-16 conv, N = 1", published: 0.0035, layers: try convolutions("vgg16") + convolutions("vgg16_cropped"),
        simulated: ["conv5_1", "conv1_2_56rows"], cropped: ["conv1_2_56rows"]),
    ]
    var result = BenchResult()
    for network in networks {
      for objective in [Objective.cycles, .dramTraffic] {
        // Of the fastest mappings the other parts measure the traffic.
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
    (measurements.objective, measurements.compression) = (objective, .bitmap)
    let rows = try await measurements.rows(network.layers) { simulated.contains($0.name) }
    try rows.check()
    var table = TextTable(
      [("layer", .left)] + ["cycles", "compulsory", "raw", "of it weights", "in bitmaps, estimated", "in RTL"].map { ($0, .right) })
    var sums = (macs: 0, compulsory: 0, raw: 0, estimated: 0, measured: Int?.some(0))
    for (layer, row) in zip(network.layers, rows) {
      let estimated = row.predicted.memory.inBitmaps(zeros: layer.zeros ?? 0)
      let measured = row.measured?.figures.memory.total
      table.add([
        row.layer, grouped(row.predicted.cycles), grouped(layer.shape.compulsoryWords), grouped(row.predicted.memory.total),
        grouped(row.predicted.memory.filter), grouped(estimated), measured.map(grouped) ?? "-",
      ])
      guard !network.cropped.contains(row.layer) else { continue }
      sums.macs += row.macs
      sums.compulsory += layer.shape.compulsoryWords
      sums.raw += row.predicted.memory.total
      sums.estimated += estimated
      sums.measured = sums.measured.flatMap { sum in measured.map { sum + $0 } }
    }
    table.add(["all", "", grouped(sums.compulsory), grouped(sums.raw), "", grouped(sums.estimated), sums.measured.map(grouped) ?? "-"])
    func perMAC(_ words: Int) -> Double { Double(words) / Double(sums.macs) }
    func row(_ how: String, predicted: Int, measured: Int?) -> SummaryRow {
      SummaryRow(
        name: "\(network.name), DRAM words a MAC, \(how)", quantity: .wordsPerMAC, published: network.published,
        bound: perMAC(sums.compulsory), target: network.published, predicted: perMAC(predicted),
        measured: measured.map(perMAC))
    }
    let goal = objective == .cycles ? "fastest" : "least traffic"
    return BenchResult(
      tables: [BenchTable(title: "\(network.name), words of 16 bits over the bus to DRAM, \(goal)", text: table)],
      summary: [
        row("\(goal), raw", predicted: sums.raw, measured: nil),
        row("\(goal), bitmaps", predicted: sums.estimated, measured: sums.measured),
      ])
  }
}

extension LayerShape {
  /// Weights, input and output once each, without vectors that are not full.
  fileprivate var compulsoryWords: Int { [inputShape, weightShape, outputShape].reduce(0) { $0 + $1.reduce(1, *) } }
}

extension DataCounts {
  /// Words of 16 bits where maps lie in bitmaps: a bit for each activation, and the activations that are not zero; raw where
  /// that is not less. Of what a ReLU makes of random data half is zero.
  fileprivate func inBitmaps(zeros: Double) -> Int {
    func share(_ zeros: Double) -> Double { min(1, 1 - zeros + 1.0 / 16) }
    return filter + Int((Double(ifmap) * share(zeros) + Double(ofmap) * share(0.5)).rounded())
  }
}
