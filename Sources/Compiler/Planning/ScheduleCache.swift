import Accelerator
import Mapping
import Network

/// The best schedules of layers, found once for all attempts of the planner and for equal layers.
final class ScheduleCache {
  private struct Key: Hashable {
    let layer: LayerShape
    let maps: LayerMaps
    let constants: ChannelConstantKinds
    let taken: [Range<Int>]
  }

  /// What the best ones are best in.
  let preference: MappingPreference
  /// The schedule of the only layer, which is taken without a search; nil for the best ones.
  let given: Schedule?
  private let search: MappingSearch
  private var known: [Key: Schedule?] = [:]

  init(_ architecture: Architecture, _ preference: MappingPreference, given: Schedule?) {
    (self.preference, self.given) = (preference, given)
    search = MappingSearch(architecture, within: .accelerator, preference)
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
    let constants = work.constantKinds
    let key = Key(layer: layer, maps: maps, constants: constants, taken: allocator.taken)
    if let schedule = known[key] { return schedule }
    let schedule = try? search.schedule(for: layer, maps, constants: constants) { $0.fit(allocator) }
    known.updateValue(schedule, forKey: key)
    return schedule
  }
}
