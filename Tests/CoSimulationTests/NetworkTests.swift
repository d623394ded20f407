import Accelerator
import CoSimulation
import Foundation
import Network
import TestSupport
import Testing

@Suite struct NetworkTests {
  static let shapes = [(12, 14), (3, 5), (16, 16)]

  static func architecture(_ rows: Int, _ columns: Int) -> Architecture {
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns) = (rows, columns)
    return architecture
  }

  /// Every layer of a network, every sum, with an unhindered array and with streams that pause.
  @Test(arguments: ["digits", "resnet8_cifar10", "dscnn_kws"], shapes.indices)
  func everyAccumulatorEqualsTheGoldenModels(name: String, shape: Int) throws {
    guard Workloads.isAvailable(name) else {
      print("skipped: \(Workloads.reasonForSkipping(name))")
      return
    }
    let folder = try #require(Workloads.folder(name))
    let graph = try Graph(tfliteFileAt: folder.appendingPathComponent("model.tflite").path)
    let inputs = try Tensor<Int8>(npyFileAt: folder.appendingPathComponent("inputs/real_inputs.npy").path)
    let input = inputs.rows(0..<1)
    let (rows, columns) = Self.shapes[shape]
    let model = try ArrayModel(Self.architecture(rows, columns))
    for stallPerMille in [0, 300] {
      let session = try ArraySession(model, seed: 7, stallPerMille: stallPerMille)
      let run = try NetworkRun(graph, session)
      #expect(run.layers.count == graph.operators.count { $0.linearLayer != nil })
      let reports = try run.run(input).layers
      for report in reports {
        #expect(report.mismatch == nil, "\(report.mismatch.map(String.init(describing:)) ?? "")")
        // Where filters, channels or rows do not divide, the array multiplies some more: by weights of zero.
        #expect(report.counters.macsGated >= report.statistics.zeroOrPadding)
        #expect(report.counters.macsDone >= report.statistics.withoutPadding - report.statistics.zero)
      }
      #expect(reports.map(\.index) == run.layers)
    }
  }
}
