import Accelerator
import Network

extension NetworkBenchmark {
  private static let sizes = [(8, 8), (12, 14), (16, 16), (24, 24), (32, 32)]

  /// `edge` with arrays of other sizes and the same buses: two networks predicted, and a layer of each kind simulated.
  func scaling() async throws -> BenchResult {
    var networks = TextTable([("array", .left), ("network", .left), ("cycles", .right), ("MAC slots", .right)])
    var kinds = TextTable(
      [("array", .left), ("layer", .left)] + ["cycles", "predicted", "MAC slots"].map { ($0, .right) }
        + [("outputs and counters", .left)])
    for (rows, columns) in Self.sizes {
      var architecture = Architecture.edge
      (architecture.rows, architecture.columns) = (rows, columns)
      let array = "\(rows) x \(columns)"
      let measurements = measurements(on: try architecture.validatedForAccelerator())
      for (title, name) in [("ResNet-50", "resnet50"), ("MobileNet v1", "mobilenet_v1")] {
        let layers = try await measurements.rows(try table(name).layers) { _ in false }
        let cycles = layers.reduce(0) { $0 + $1.predicted.cycles }
        networks.add([array, title, grouped(cycles), percent(layers.utilization(architecture).predicted)])
      }
      let layers = try await measurements.rows(try oneOfEachKind())
      try layers.check()
      for row in layers {
        guard let cycles = row.measured?.figures.cycles else { continue }
        kinds.add([
          array, row.layer, grouped(cycles), predictedText(row.predicted.cycles, measured: cycles),
          percent(fraction(row.macs, cycles, architecture)), "equal",
        ])
      }
    }
    return BenchResult(tables: [
      BenchTable(title: "edge with other arrays and the same buses, all layers, predicted", text: networks),
      BenchTable(title: "a layer of each kind, in RTL", text: kinds),
    ])
  }

  private func oneOfEachKind() throws -> [NamedLayer] {
    let (resNet, mobileNet) = (try table("resnet50"), try table("mobilenet_v1"))
    let kinds = [
      ("3x3", resNet, "res4b_3x3"), ("3x3, stride 2", resNet, "res4a_3x3"), ("1x1", resNet, "res4b_1x1a"),
      ("depthwise", mobileNet, "dw8"), ("fully connected", resNet, "fc"),
    ]
    return try kinds.map { kind, table, name in
      NamedLayer(name: "\(kind): \(table.name) \(name)", shape: try table.layers(named: [name], batch: nil)[0].shape)
    }
  }
}
