import Golden
import Network
import TestSupport
import Testing

/// Single operators with random shapes, options and scales, against an independent runtime.
@Suite struct OperatorTests {
  static let models = Workloads.contents("operators").filter { $0.hasSuffix(".tflite") }

  @Test func allKindsArePresent() {
    #expect(Self.models.count == 160)
  }

  @Test(.enabled(if: Workloads.isAvailable("operators"), "\(Workloads.reasonForSkipping("operators"))"), arguments: models)
  func matchesTheRuntime(model: String) throws {
    let stem = String(model.dropLast(".tflite".count))
    let graph = try Graph(tfliteFileAt: Workloads.path("operators", model))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("operators", "\(stem).in.npy"))
    let expected = try Tensor<Int8>(npyFileAt: Workloads.path("operators", "\(stem).out.npy"))
    #expect(try GoldenModel(graph).outputs(input) == expected)
  }
}
