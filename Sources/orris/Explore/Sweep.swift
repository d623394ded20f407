import Accelerator
import Foundation
import Mapping
import Network

/// Maps a network onto one architecture after the other, as many at a time as there are cores.
struct Sweep {
  private let architectures: [Architecture]
  private let layers: [NamedLayer]
  private let search: MappingSearch
  private let log: ExploreLog

  init(_ architectures: [Architecture], _ layers: [NamedLayer], _ search: MappingSearch, _ log: ExploreLog) {
    (self.architectures, self.layers, self.search, self.log) = (architectures, layers, search, log)
  }

  /// - Returns: the points of all architectures, in their order.
  func run() async throws(OutputError) -> [ExplorePoint] {
    var found = log.known
    let missing = architectures.filter { found[$0] == nil }
    if missing.count < architectures.count {
      Terminal.error.note(
        "\(architectures.count - missing.count) of \(architectures.count) architectures are known already\n")
    }
    let progress = Progress("exploring", total: max(1, missing.count))
    defer { progress.finish() }
    var problem: OutputError?
    await withTaskGroup(of: ExplorePoint.self) { group in
      var waiting = missing[...]
      func begin() {
        guard problem == nil, let architecture = waiting.popFirst() else { return }
        let search = MappingSearch(
          architecture, within: .accelerator, objective: search.objective, slack: search.slack, energy: search.energy)
        group.addTask { [layers] in await ExplorePoint(layers, search) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
      var done = 0
      for await point in group {
        do throws(OutputError) {
          try log.append(point)
        } catch {
          problem = error
        }
        found[point.architecture] = point
        done += 1
        progress.update(done)
        begin()
      }
    }
    if let problem { throw problem }
    return architectures.map { found[$0]! }
  }
}
