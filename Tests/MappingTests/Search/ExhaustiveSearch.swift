import Accelerator
import Network

@testable import Mapping

/// Tries every combination of loop bounds: the definition of what branch and bound has to find.
struct ExhaustiveSearch {
  private(set) var candidates = 0
  /// Of those that the hardware can carry out.
  private(set) var costs: [SearchCosts] = []
  private let maps: LayerMaps

  init(_ layer: LayerShape, zeros: MapZeros?, _ search: MappingSearch) {
    maps = LayerMaps(layer, zeros: zeros, search.architecture)
    let architecture = search.architecture
    let isAccelerator = search.surroundings == .accelerator
    let layer = isAccelerator ? layer.fillingVectors(lanes: architecture.lanes) : layer
    let isDepthwise = layer.groups > 1 && layer.channelsPerGroup == 1
    for q in 1...layer.channelsPerGroup {
      for g in 1...(isDepthwise ? layer.groups : 1) where q * g * layer.filterWidth <= architecture.ifmapScratchpad {
        for p in 1...layer.filtersPerGroup
        where p * q * g * layer.filterWidth <= architecture.filterScratchpad && p * g <= architecture.psumScratchpad {
          for filterRows in 1...layer.filterHeight {
            for r in 1...architecture.rows
            where r * filterRows <= architecture.rows && (r - 1) * q < layer.channelsPerGroup {
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
    if search.surroundings == .accelerator {
      guard mapping.keepsVectors(architecture), mapping.channelEntries(architecture) <= architecture.channelTable,
        schedule.keepsOutputVectors(maps), schedule.bufferNeeds(maps, architecture).fit(architecture)
      else { return }
    }
    costs.append(
      SearchCosts(LayerCost(schedule, architecture, maps: maps, within: search.surroundings, search.energy)))
  }

  /// The values that the stages of an objective have to find, by its definition; nil where nothing can be carried out.
  func best(_ objective: Objective, slack: Double) -> [Double]? {
    guard !costs.isEmpty else { return nil }
    func least(_ costs: [SearchCosts], _ value: (SearchCosts) -> Double) -> Double { costs.map(value).min()! }
    switch objective {
    case .cycles: return [least(costs) { Double($0.cycles) }]
    case .energy: return [least(costs) { $0.energy }]
    case .energyDelay: return [least(costs) { $0.energy * Double($0.cycles) }]
    case .dramTraffic: return [least(costs) { Double($0.words) }]
    case .balanced:
      let cycles = least(costs) { Double($0.cycles) }
      let fast = costs.filter { Double($0.cycles) <= cycles * (1 + slack) }
      let beats = least(fast) { Double($0.beats) }
      let lean = fast.filter { Double($0.beats) <= beats * 1.01 }
      return [cycles, beats, least(lean) { Double($0.passes) }]
    }
  }

  /// How good the best one is in all that an objective goes by.
  func score(_ objective: Objective, slack: Double) -> Score? {
    if let goal = Goal(objective) { return costs.map(goal.score).min() }
    guard let stages = best(.balanced, slack: slack) else { return nil }
    return costs.filter { Double($0.cycles) <= stages[0] * (1 + slack) && Double($0.beats) <= stages[1] * 1.01 }
      .map(Self.lastOfBalanced.score).min()
  }

  static let lastOfBalanced = Goal([.passes, .beats, .cycles])
}
