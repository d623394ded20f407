import Accelerator
import Golden
import Mapping
import Network

/// Runs the convolutions and fully connected layers of a network on the array and everything else on the golden model,
/// which goes on from the array's sums, and compares every sum.
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
  /// Each layer's operand comes from what the array computed before it.
  ///
  /// - Parameter progress: called with the layer, its passes done and its passes in all.
  public func run(
    _ input: Tensor<Int8>, progress: (Int, Int, Int) -> Void = { _, _, _ in }
  ) throws -> (execution: Execution, layers: [LayerReport]) {
    var reports: [LayerReport] = []
    let execution = try golden.run(input) { operation, layer, operand, expected in
      guard let mapping = mappings[operation.index] else { return nil }
      let data = LayerData(ifmap: operand.elements, weights: layer.weights.elements, zeroPoint: layer.inputZeroPoint)
      let (psums, counters) = try session.run(mapping, data) { progress(operation.index, $0, $1) }
      let wide = Tensor(shape: layer.shape.outputShape, elements: expected.elements.map { Int64($0) })
      reports.append(
        LayerReport(
          index: operation.index, name: operation.name, mapping: mapping, counters: counters,
          statistics: layer.shape.statistics(input: operand, zeroPoint: layer.inputZeroPoint),
          mismatch: Mismatch(layer: "layer \(operation.index) (\(operation.name))", expected: wide, found: psums),
          elements: psums.count))
      return Tensor(shape: expected.shape, elements: psums.elements.map { Int32(truncatingIfNeeded: $0) })
    }
    return (execution, reports)
  }
}
