import Accelerator
import Network

@testable import Mapping

/// Tries every combination of loop bounds: the definition of what branch and bound has to find.
struct ExhaustiveSearch {
  private(set) var candidates = 0
  private(set) var best: Score?
  private let zeros: MapZeros?

  init(_ layer: LayerShape, zeros: MapZeros?, _ search: MappingSearch) {
    self.zeros = zeros
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
    // All groups, filters and channels at once; or some filters and channels of some groups. Of the sizes that give the
    // same number of parts, the smallest one.
    func sizes(_ total: Int) -> Set<Int> { Set((1...total).map { divided(total, by: $0) }) }
    var cuts = [(mapping.groupPasses, mapping.filterPasses, mapping.channelPasses)]
    for filters in sizes(mapping.filterPasses) {
      for channels in sizes(mapping.channelPasses)
      where mapping.groupPasses > 1 || filters < mapping.filterPasses || channels < mapping.channelPasses {
        cuts.append((1, filters, channels))
      }
    }
    // Several samples with all their rows, or rows of one.
    let samples = (1...mapping.layer.batch).filter { mapping.layer.batch % $0 == 0 }
    for (samples, strips) in samples.map({ ($0, mapping.strips) }) + (1..<mapping.strips).map({ (1, $0) }) {
      for (groups, filters, channels) in cuts {
        let cut = TileCut(strips: strips, groupPasses: groups, filterPasses: filters, channelPasses: channels)
        for copies in 1...2 {
          let schedule = Schedule(mapping, samplesPerPass: samples, cut: cut, copies: copies)
          if copies == 2 && schedule.tiles * schedule.sampleRuns == 1 { continue }
          consider(schedule, search)
        }
      }
    }
  }

  private mutating func consider(_ schedule: Schedule, _ search: MappingSearch) {
    candidates += 1
    let (mapping, architecture) = (schedule.mapping, search.architecture)
    let maps = LayerMaps(mapping.layer, zeros: zeros, architecture)
    if search.surroundings == .accelerator {
      guard mapping.keepsVectors(architecture), mapping.channelsPerPass <= architecture.channelTable,
        schedule.keepsOutputVectors(maps), schedule.bufferNeeds(maps, architecture).fit(architecture)
      else { return }
    }
    let cost = LayerCost(schedule, architecture, maps: maps, within: search.surroundings, search.energy)
    let score = Score(
      search.objective, cycles: cost.cycles.total, energy: cost.energy.total, memory: cost.accesses.memory.total)
    if best == nil || score < best! { best = score }
  }
}
