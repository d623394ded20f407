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
  private var known: [Key: Schedule?] = [:]

  init(_ architecture: Architecture) { search = MappingSearch(architecture, within: .accelerator) }

  /// Nil where the buffer has no room for any tile.
  func schedule(
    _ work: LinearWork, _ maps: LayerMaps, _ allocator: BufferAllocator
  ) -> Schedule? {
    let layer = work.layer.batch(of: work.samples.count)
    let key = Key(layer: layer, maps: maps, taken: allocator.taken)
    if let schedule = known[key] { return schedule }
    let schedule = try? search.schedule(for: layer, maps) { $0.fit(allocator) }
    known.updateValue(schedule, forKey: key)
    return schedule
  }
}
