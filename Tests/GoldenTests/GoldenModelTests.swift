import Foundation
import Golden
import Network
import TestSupport
import Testing

@Suite struct GoldenModelTests {
  private func digits() throws -> GoldenModel {
    GoldenModel(try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite")))
  }

  @Test func reportsWhatALayerMultiplies() throws {
    let model = try digits()
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "golden/test000/input.npy"))
    let execution = try model.run(input)
    #expect(execution.statistics.total == model.graph.macs)
    for step in execution.steps {
      #expect((step.statistics == nil) == (step.operation.linearLayer == nil))
      guard let layer = step.operation.linearLayer, let sums = step.sums, let accumulators = step.accumulators
      else { continue }
      for index in 0..<sums.count {
        #expect(accumulators.elements[index] == sums.elements[index] &+ layer.bias[index % layer.bias.count])
      }
    }
    // 3x3 filters over 8x8 with a border of one: 22 of 24 rows and columns of taps lie inside.
    #expect(execution.steps[0].statistics?.withoutPadding == 22 * 22 * 16)
    #expect(execution.statistics.zero > 0)
  }

  @Test func singleRoundingDiffersByAtMostOne() throws {
    let graph = try digits().graph
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "golden/test000/input.npy"))
    let double = try GoldenModel(graph).run(input).steps[0]
    let single = try GoldenModel(graph, rounding: .single).run(input).steps[0]
    #expect(double.accumulators == single.accumulators)
    #expect(zip(double.output.elements, single.output.elements).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test(arguments: [[8, 8, 1], [1, 8, 8], [0, 8, 8, 1], [2, 8, 9, 1], []])
  func refusesOtherShapes(shape: [Int]) throws {
    let model = try digits()
    let error = #expect(throws: InputError.self) { try model.outputs(Tensor(shape: shape)) }
    #expect(
      error?.description
        == "the input has shape \(shape), but \(model.graph.name) takes [n, 8, 8, 1] with n of 1 or more")
  }

  /// Damaged models that are still networks must execute, whatever their options and scales have become.
  @Test func executesDamagedModels() throws {
    let seed: UInt64 = 0xDA
    print("damaged models: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let files = Workloads.contents("operators").filter { $0.hasSuffix(".tflite") }
    var executed = 0
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Workloads.path("operators", file))))
      for _ in 0..<20 {
        var copy = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          copy[Int.random(in: 0..<copy.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        guard let graph = try? Graph(tflite: copy, file: file), graph.macs < 1_000_000,
          graph.tensors.allSatisfy({ $0.shape.reduce(1, *) < 100_000 })
        else { continue }
        let input = Tensor<Int8>.random(shape: graph.inputShape, using: &generator)
        #expect(try GoldenModel(graph).run(input).output.shape == graph.outputShape)
        executed += 1
      }
    }
    #expect(executed > 500)
  }
}
