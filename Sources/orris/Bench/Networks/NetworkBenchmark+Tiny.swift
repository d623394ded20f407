import Accelerator
import Foundation
import Golden
import Network

extension NetworkBenchmark {
  /// Whole networks of MLPerf Tiny, whose maps stay in the buffer; left out where they are not there.
  func tiny() throws -> BenchResult {
    var table = TextTable(
      [("", .left)] + ["cycles", "predicted, layers", "MAC-bound"].map { ($0, .right) } + [("outputs and counters", .left)])
    var result = BenchResult()
    for (name, folder, target) in [("ResNet-8", "resnet8_cifar10", 100_000.0), ("DS-CNN", "dscnn_kws", 30_000)] {
      let path = "\(workloads)/\(folder)"
      guard FileManager.default.fileExists(atPath: "\(path)/model.tflite") else {
        Terminal.error.note("\(path) is absent: \(name) is left out\n")
        continue
      }
      let graph = try Graph(tfliteFileAt: "\(path)/model.tflite")
      let input = try GoldenModel(graph).inferences(of: try Tensor(npyFileAt: "\(path)/inputs/real_inputs.npy"))[0]
      let execution = try AcceleratorExecution(graph, .edge, keepsTensors: false)
      let report = AcceleratorReport(graph, .edge, try execution.run([input]))
      guard report.isEqual else { throw CommandFailure(.mismatch, report.differences.joined(separator: "\n")) }
      let cycles = report.counters["cycles"] ?? 0
      let predicted = execution.network.steps.reduce(0) { $0 + ($1.layer?.cycles.total ?? 0) }
      let bound = LayerTable(graph).macs / (Architecture.edge.rows * Architecture.edge.columns)
      table.add([name, grouped(cycles), grouped(predicted), grouped(bound), "equal"])
      result.summary.append(
        SummaryRow(
          name: "\(name), cycles an inference, int8", quantity: .cycles, bound: Double(bound), target: target,
          predicted: Double(predicted), measured: Double(cycles)))
    }
    result.tables = [
      BenchTable(
        title: "MLPerf Tiny, int8, on edge, an inference; the prediction leaves out what the vector unit does", text: table)
    ]
    return result
  }
}
