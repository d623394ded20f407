import Golden
import Network
import TestSupport
import Testing

/// Single operators with random shapes, options and scales, against an independent runtime.
@Suite struct OperatorTests {
  struct Model: CustomTestStringConvertible, Sendable {
    let folder: String
    let stem: String
    var testDescription: String { "\(folder)/\(stem)" }
  }

  static let models = ["operators", "operators_extra"].flatMap { folder in
    Workloads.contents(folder).filter { $0.hasSuffix(".tflite") }
      .map { Model(folder: folder, stem: String($0.dropLast(".tflite".count))) }
  }

  @Test func allModelsArePresent() {
    #expect(Self.models.count { $0.folder == "operators" } == 160)
    #expect(Self.models.count { $0.folder == "operators_extra" } == 49)
  }

  @Test(arguments: models)
  func matchesTheRuntime(model: Model) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path(model.folder, "\(model.stem).tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path(model.folder, "\(model.stem).in.npy"))
    let expected = try Tensor<Int8>(npyFileAt: Workloads.path(model.folder, "\(model.stem).out.npy"))
    #expect(try GoldenModel(graph).outputs(input) == expected)
  }
}
