import Foundation
import Network

extension MappingSearch {
  /// The solutions of many layers, on all cores; equal layers are solved once.
  ///
  /// - Parameter progress: is told how many of the different layers are done, and how many there are.
  /// - Returns: for each layer its solution, or why there is none.
  public func solutions(
    for layers: [LayerShape], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [Result<MappedLayer, MappingError>] {
    let distinct = layers.reduce(into: (order: [LayerShape](), seen: Set<LayerShape>())) { found, layer in
      if found.seen.insert(layer).inserted { found.order.append(layer) }
    }.order
    var solved: [LayerShape: Result<MappedLayer, MappingError>] = [:]
    await withTaskGroup(of: (LayerShape, Result<MappedLayer, MappingError>).self) { group in
      // As many as there are cores at a time: what waits for the results needs its turn, too.
      var waiting = distinct[...]
      func begin() {
        if let layer = waiting.popFirst() { group.addTask { (layer, result(for: layer)) } }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
      for await (layer, result) in group {
        begin()
        solved[layer] = result
        progress(solved.count, distinct.count)
      }
    }
    return layers.map { solved[$0]! }
  }

  private func result(for layer: LayerShape) -> Result<MappedLayer, MappingError> {
    do throws(MappingError) {
      return .success(try solution(for: layer))
    } catch {
      return .failure(error)
    }
  }
}
