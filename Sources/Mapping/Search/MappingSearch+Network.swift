import Foundation
import Network

extension MappingSearch {
  /// A layer to be mapped; see `solution(for:zeros:)`.
  public struct Task: Hashable, Sendable {
    /// As it is, with its own number of channels.
    public let layer: LayerShape
    /// The zeros in its maps, which may be compressed in DRAM then; nil for raw maps.
    public let zeros: MapZeros?

    /// A layer, with raw maps unless their zeros are told.
    public init(_ layer: LayerShape, zeros: MapZeros? = nil) { (self.layer, self.zeros) = (layer, zeros) }
  }

  /// The solutions of many layers with raw maps.
  public func solutions(
    for layers: [LayerShape], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [Result<MappedLayer, MappingError>] {
    await solutions(for: layers.map { Task($0) }, progress: progress)
  }

  /// The solutions of many layers, on all cores; equal tasks are solved once.
  ///
  /// - Parameter progress: is told how many of the different tasks are done, and how many there are.
  /// - Returns: for each task its solution, or why there is none.
  public func solutions(
    for tasks: [Task], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [Result<MappedLayer, MappingError>] {
    let distinct = tasks.reduce(into: (order: [Task](), seen: Set<Task>())) { found, task in
      if found.seen.insert(task).inserted { found.order.append(task) }
    }.order
    var solved: [Task: Result<MappedLayer, MappingError>] = [:]
    await withTaskGroup(of: (Task, Result<MappedLayer, MappingError>).self) { group in
      // As many as there are cores at a time: what waits for the results needs its turn, too.
      var waiting = distinct[...]
      func begin() {
        if let task = waiting.popFirst() { group.addTask { (task, result(of: task)) } }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
      for await (task, result) in group {
        begin()
        solved[task] = result
        progress(solved.count, distinct.count)
      }
    }
    return tasks.map { solved[$0]! }
  }

  private func result(of task: Task) -> Result<MappedLayer, MappingError> {
    do throws(MappingError) {
      return .success(try solution(for: task.layer, zeros: task.zeros))
    } catch {
      return .failure(error)
    }
  }
}
