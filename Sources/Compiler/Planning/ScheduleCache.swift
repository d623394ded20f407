import Accelerator
import Mapping
import Network

/// The best schedules of layers, found once for all attempts of the planner and for equal layers.
final class ScheduleCache {
  private struct Key: Hashable {
    let layer: LayerShape
    let maps: LayerMaps
    let taken: [Range<Int>]
  }

  private let search: MappingSearch
  private let given: Schedule?
  private var known: [Key: Schedule?] = [:]

  /// - Parameter given: the one that is taken without a search; nil for the best.
  init(_ architecture: Architecture, given: Schedule?) {
    search = MappingSearch(architecture, within: .accelerator)
    self.given = given
  }

  /// Nil where the buffer has no room for any tile.
  func schedule(
    _ work: LinearWork, _ maps: LayerMaps, _ allocator: BufferAllocator
  ) -> Schedule? {
    let layer = work.layer.batch(of: work.samples.count)
    if let given {
      precondition(given.mapping.layer == layer, "the schedule is of another layer")
      return given.bufferNeeds(maps, search.architecture).fit(allocator) ? given : nil
    }
    let key = Key(layer: layer, maps: maps, taken: allocator.taken)
    if let schedule = known[key] { return schedule }
    let schedule = try? search.schedule(for: layer, maps) { $0.fit(allocator) }
    known.updateValue(schedule, forKey: key)
    return schedule
  }
}
