import Accelerator
import Network

// The parts that ask for the MAC slots that a network uses.
extension NetworkBenchmark {
  func alexNet() async throws -> BenchResult {
    let layers = try convolutions("alexnet", batch: 4)
    let start = ContinuousClock.now
    let rows = try await measurements(on: .eyeriss).rows(layers)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var result = try result(
      "AlexNet's convolutions, 16 bits, 4 samples, on eyeriss", rows, .eyeriss,
      SummaryRow(name: "AlexNet conv 1-5, N = 4, 16 bits", quantity: .slots, published: 0.766, bound: 0.9, target: 0.86)
    )
    if rows.allSatisfy({ $0.measured?.isFromLog == false }) {
      result.summary.append(
        SummaryRow(name: "AlexNet conv 1-5 in RTL, wall time", quantity: .seconds, target: 300, measured: seconds))
    }
    return result
  }

  /// All layers are predicted, two simulated, and a quarter of the rows of another one.
  func vgg16() async throws -> BenchResult {
    let layers = try convolutions("vgg16") + convolutions("vgg16_cropped")
    let simulated = ["conv4_2", "conv5_1", "conv1_2_56rows"]
    let rows = try await measurements(on: .eyeriss).rows(layers) { simulated.contains($0.name) }
    try rows.check()
    let whole = rows.filter { $0.layer != "conv1_2_56rows" }
    var measured: [LayerRow] = []
    for name in simulated { measured += rows.filter { $0.layer == name } }
    let utilization = measured.utilization(.eyeriss)
    return BenchResult(
      tables: [
        BenchTable(title: "VGG-16's convolutions, 16 bits, on eyeriss", text: whole.table(.eyeriss)),
        BenchTable(title: "those of them that are simulated", text: measured.table(.eyeriss)),
      ],
      summary: [
        SummaryRow(
          name: "VGG-16 conv, 16 bits, all layers", quantity: .slots, published: 0.36, bound: 0.99, target: 0.95,
          predicted: whole.utilization(.eyeriss).predicted),
        SummaryRow(
          name: "VGG-16 conv4_2, conv5_1, and conv1_2 cropped", quantity: .slots, bound: 0.99, target: 0.95,
          predicted: utilization.predicted, measured: utilization.measured),
      ])
  }

  func mobileNet() async throws -> BenchResult {
    try result(
      "MobileNet v1, int8, on edge", try await measurements(on: .edge).rows(try table("mobilenet_v1").layers), .edge,
      SummaryRow(name: "MobileNet v1, int8", quantity: .slots, bound: 0.84, target: 0.75))
  }

  func resNet50() async throws -> BenchResult {
    try result(
      "ResNet-50's convolutions, int8, on edge", try await measurements(on: .edge).rows(try convolutions("resnet50")),
      .edge, SummaryRow(name: "ResNet-50 conv, int8", quantity: .slots, target: 0.8))
  }

  private func result(
    _ title: String, _ rows: [LayerRow], _ architecture: Architecture, _ summary: SummaryRow
  ) throws -> BenchResult {
    try rows.check()
    var summary = summary
    (summary.predicted, summary.measured) = rows.utilization(architecture)
    return BenchResult(tables: [BenchTable(title: title, text: rows.table(architecture))], summary: [summary])
  }
}
