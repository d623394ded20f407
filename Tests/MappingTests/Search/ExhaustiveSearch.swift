import Accelerator
import Network

@testable import Mapping

/// Tries every combination of loop bounds: the definition of what branch and bound has to find.
struct ExhaustiveSearch {
  private(set) var candidates = 0
  private(set) var best: Score?

  init(_ layer: LayerShape, _ search: MappingSearch) {
    let architecture = search.architecture
    let isAccelerator = search.surroundings == .accelerator
    let layer = isAccelerator ? layer.fillingVectors(lanes: architecture.lanes) : layer
    let isDepthwise = layer.groups > 1 && layer.channelsPerGroup == 1
    for q in 1...layer.channelsPerGroup {
      for g in 1...(isDepthwise ? layer.groups : 1) where q * g * layer.filterWidth <= architecture.ifmapScratchpad {
        for p in 1...layer.filtersPerGroup
        where p * q * g * layer.filterWidth <= architecture.filterScratchpad && p * g <= architecture.psumScratchpad {
          for filterRows in 1...layer.filterHeight {
            for r in 1...architecture.rows where r * filterRows <= architecture.rows && (r - 1) * q < layer.channelsPerGroup {
              for e in 1...min(layer.outputHeight, architecture.columns) {
                let sets = architecture.rows / (r * filterRows) * (architecture.columns / e)
                for t in 1...sets where (t - 1) * p < layer.filtersPerGroup {
                  for groups in 1...sets where t * groups <= sets && (groups - 1) * g < layer.groups {
                    let mapping = Mapping(
                      layer: layer, filters: p, channels: q, groups: g, setWidth: e, channelGroups: r,
                      filterRows: filterRows, filterTiles: t, layerGroups: groups)
                    tryTilings(mapping, search)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private mutating func tryTilings(_ mapping: Mapping, _ search: MappingSearch) {
    guard search.surroundings == .accelerator else {
      return consider(
        Schedule(mapping, samplesPerPass: mapping.layer.batch, stripsPerTile: mapping.strips, copies: 1), search)
    }
    for strips in 1...mapping.strips {
      for copies in 1...(strips == mapping.strips ? 1 : 2) {
        consider(Schedule(mapping, stripsPerTile: strips, copies: copies), search)
      }
    }
  }

  private mutating func consider(_ schedule: Schedule, _ search: MappingSearch) {
    candidates += 1
    let (mapping, architecture) = (schedule.mapping, search.architecture)
    if search.surroundings == .accelerator {
      guard mapping.keepsVectors(architecture), mapping.channelsPerPass <= architecture.channelTable,
        schedule.bufferNeeds(architecture).fit(architecture)
      else { return }
    }
    let cost = LayerCost(schedule, architecture, within: search.surroundings, search.energy)
    let score = Score(
      search.objective, cycles: cost.cycles.total, energy: cost.energy.total, memory: cost.accesses.memory.total)
    if best == nil || score < best! { best = score }
  }
}
