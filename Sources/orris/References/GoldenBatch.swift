import Golden
import Network

/// Inferences on the golden model, on all cores.
struct GoldenBatch: Sendable {
  let model: GoldenModel

  init(_ graph: Graph) { model = GoldenModel(graph) }

  /// - Parameter keep: what is to remain of an inference.
  /// - Returns: what remains, in the order of the inputs.
  func run<Kept: Sendable>(
    _ inputs: [Tensor<Int8>], title: String = "golden model", keeping keep: @Sendable (Execution) -> Kept
  ) throws -> [Kept] {
    try ParallelSimulations.run(inputs.count, title: title) { index, _ in keep(try model.run(inputs[index])) }
  }

  /// The outputs for all inputs, joined along the first dimension.
  func outputs(_ inputs: [Tensor<Int8>], title: String = "golden model") throws -> Tensor<Int8> {
    Tensor.concatenating(try run(inputs, title: title) { $0.output })
  }
}
