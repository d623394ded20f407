import Accelerator
import Golden
import Mapping
import Network

/// Runs the convolutions and fully connected layers of a network on the array, everything else on the golden model,
/// and compares every sum.
public struct NetworkRun {
  private let session: ArraySession
  private let search: MappingSearch
  private let golden: GoldenModel
  private let mappings: [Int: Mapping]

  /// - Parameter layers: the operators to run on the array; nil for all that can.
  /// - Throws: `MappingError` where a layer does not fit, before anything runs.
  public init(_ graph: Graph, _ session: ArraySession, layers: Set<Int>? = nil) throws {
    self.session = session
    golden = GoldenModel(graph)
    search = MappingSearch(session.model.architecture)
    var mappings: [Int: Mapping] = [:]
    for step in graph.operators {
      guard let layer = step.linearLayer, layers?.contains(step.index) ?? true else { continue }
      do throws(MappingError) {
        mappings[step.index] = try search.mapping(for: layer.shape)
      } catch {
        throw MappingError("layer \(step.index) (\(step.name)): \(error.description)")
      }
    }
    self.mappings = mappings
  }

  /// The operators that run on the array.
  public var layers: [Int] { mappings.keys.sorted() }

  /// One inference.
  ///
  /// - Parameter progress: called with the layer, its passes done and its passes in all.
  public func run(
    _ input: Tensor<Int8>, progress: (Int, Int, Int) -> Void = { _, _, _ in }
  ) throws -> (execution: Execution, layers: [LayerReport]) {
    let execution = try golden.run(input)
    var tensors: [TensorID: Tensor<Int8>] = [golden.graph.input: input]
    var reports: [LayerReport] = []
    for step in execution.steps {
      let index = step.operation.index
      tensors[step.operation.output] = step.output
      guard let mapping = mappings[index], let layer = step.operation.linearLayer, let sums = step.sums,
        let source = tensors[step.operation.inputs[0]]
      else { continue }
      let data = LayerData(
        ifmap: source.elements, weights: layer.weights.elements, zeroPoint: layer.inputZeroPoint)
      let (psums, counters) = try session.run(mapping, data) { progress(index, $0, $1) }
      let expected = Tensor(shape: layer.shape.outputShape, elements: sums.elements.map { Int64($0) })
      reports.append(
        LayerReport(
          index: index, name: step.operation.name, mapping: mapping, counters: counters,
          statistics: step.statistics ?? .none,
          mismatch: Mismatch(layer: "layer \(index) (\(step.operation.name))", expected: expected, found: psums),
          elements: psums.count))
    }
    return (execution, reports)
  }
}
