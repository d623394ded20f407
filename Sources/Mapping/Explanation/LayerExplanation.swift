import Accelerator
import Network

/// Where the cycles of a layer go: from what the layer would need at best to what it is predicted to take, one limit after
/// the other (Eyexam; Chen et al., "Eyeriss v2", JETCAS 9(2), 2019, section III-B).
public struct LayerExplanation: Hashable, Sendable {
  /// What limits a step.
  public enum Step: String, CaseIterable, Sendable, Codable {
    case layer, dataflow, processingElements, arrayShape, storage, bandwidth, stalls

    public var meaning: String {
      switch self {
      case .layer: "every MAC at once"
      case .dataflow: "a row of the filter meets a row of the ifmap in one PE"
      case .processingElements: "as many PEs as there are, all busy"
      case .arrayShape: "sets fit into the rows and columns"
      case .storage: "scratchpads, vectors of channels and the buffer hold a tile"
      case .bandwidth: "networks and DRAM on average"
      case .stalls: "weights that come late, beginnings and ends, transfers and setup"
      }
    }
  }

  /// For each step the fewest cycles with its limit and those before it. They never decrease; the last one is the
  /// prediction.
  public let bounds: [Int]

  public func cycles(_ step: Step) -> Int { bounds[Step.allCases.firstIndex(of: step)!] }
  /// What a step costs beyond the one before it.
  public func cost(_ step: Step) -> Int {
    let index = Step.allCases.firstIndex(of: step)!
    return index == 0 ? bounds[0] : bounds[index] - bounds[index - 1]
  }

  /// Explains the best mapping for the whole accelerator.
  ///
  /// - Throws: `MappingError` if there is no mapping.
  public init(_ solution: MappedLayer, _ architecture: Architecture) throws(MappingError) {
    try self.init(
      solution.layer, solution.schedule, LayerMaps(solution.schedule.layer, architecture), solution.cycles, architecture)
  }

  /// Explains a schedule for maps of which some may be in the buffer.
  ///
  /// - Parameters:
  ///   - layer: as it was asked for; that of the schedule may have more channels, which fill up vectors.
  ///   - cycles: the prediction.
  /// - Throws: `MappingError` if there is no mapping.
  public init(
    _ layer: LayerShape, _ schedule: Schedule, _ maps: LayerMaps, _ cycles: CycleBreakdown, _ architecture: Architecture
  ) throws(MappingError) {
    var bounds = [1, layer.outputWidth * layer.filterWidth]
    bounds.append(divided(layer.macs, by: architecture.rows * architecture.columns))
    // Nothing but the array's shape: a channel and a filter at a time waste the fewest slots.
    var array = architecture
    (array.ifmapScratchpad, array.filterScratchpad, array.psumScratchpad) = (layer.filterWidth, layer.filterWidth, 1)
    bounds.append(
      try MappingSearch(array, scope: .slots, within: .testbench).cyclesOfBest(layer, LayerMaps(layer, array)))
    for scope in [CycleModel.Scope.slots, .bandwidth] {
      bounds.append(
        try MappingSearch(architecture, scope: scope, within: .accelerator).cyclesOfBest(schedule.layer, maps))
    }
    bounds.append(cycles.total)
    // A layer smaller than the array is limited by its own parallelism: later bounds begin from there.
    for index in bounds.indices.dropFirst() { bounds[index] = max(bounds[index], bounds[index - 1]) }
    self.bounds = bounds
  }
}

extension MappingSearch {
  /// A search by the cycles of some of the resources.
  fileprivate init(_ architecture: Architecture, scope: CycleModel.Scope, within surroundings: Surroundings) {
    self.init(architecture, within: surroundings)
    self.scope = scope
  }

  fileprivate func cyclesOfBest(_ layer: LayerShape, _ maps: LayerMaps) throws(MappingError) -> Int {
    let schedule = try schedule(for: layer, maps) { $0.fit(architecture) }
    let mapping = schedule.mapping
    let tile = PETile(channels: mapping.channels, groups: mapping.groups, filters: mapping.filters)
    let units = TileUnits(tile, layer, architecture, surroundings)
    return CycleModel(architecture: architecture, surroundings: surroundings, scope: scope).cycles(schedule, maps, units)
      .total
  }
}
