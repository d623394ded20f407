import Accelerator
import Network

/// Where the cycles of a layer go: from what the layer would need at best to what it is predicted to take, one limit after
/// the other (Eyexam; Chen et al., "Eyeriss v2", JETCAS 9(2), 2019, section III-B).
public struct LayerExplanation: Hashable, Sendable {
  /// What limits a step.
  public enum Step: String, CaseIterable, Sendable, Codable {
    case layer, dataflow, processingElements, arrayShape, storage, bandwidth, stalls

    /// What has to hold with the step and those before it, in the words of reports.
    public var meaning: String {
      switch self {
      case .layer: "every MAC at once"
      case .dataflow: "a row of the filter meets a row of the ifmap in one PE"
      case .processingElements: "as many PEs as there are, all busy"
      case .arrayShape: "sets fit into the rows and columns"
      case .storage: "scratchpads, vectors of channels and the buffer hold a tile"
      case .bandwidth: "ifmap, filter and psum network and DRAM on average"
      case .stalls: "weights that come late, beginnings and ends, transfers and setup"
      }
    }
  }

  /// For each step the fewest cycles with its limit and those before it.
  ///
  /// They never decrease; the last one is the prediction.
  public let bounds: [Int]
  /// What the cycles are spent on, by the same limits: each cause is what a limit costs beyond those before it.
  ///
  /// `macs` and `fragmentation` are the steps up to the storage; the networks and DRAM, each added to those before it,
  /// the bandwidth; the others the stalls.
  public let causes: CycleBreakdown

  /// The fewest cycles with the limit of a step and of those before it.
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
      solution.layer, solution.schedule, LayerMaps(solution.layer, architecture), solution.cycles, architecture)
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
      try MappingSearch(array).within(.slots).cyclesOfBest(layer, LayerMaps(layer, array)))
    let search = MappingSearch(architecture, within: .accelerator)
    var scope = CycleModel.Scope.slots
    bounds.append(try search.within(scope).cyclesOfBest(schedule.layer, maps))
    var bandwidth: [Int] = []
    for resource in Self.bandwidthResources {
      scope.insert(resource)
      bandwidth.append(try search.within(scope).cyclesOfBest(schedule.layer, maps))
    }
    bounds += [bandwidth[bandwidth.count - 1], cycles.total]
    // A layer smaller than the array is limited by its own parallelism: later bounds begin from there.
    for index in bounds.indices.dropFirst() { bounds[index] = max(bounds[index], bounds[index - 1]) }
    self.bounds = bounds
    causes = Self.causes(
      bounds, bandwidth, ideal: divided(layer.macs, by: architecture.rows * architecture.columns), cycles)
  }

  /// From the array outwards, in the order in which they are added to the slots.
  private static let bandwidthResources: [CycleModel.Scope] = [.ifmapNetwork, .filterNetwork, .psumNetwork, .memory]

  /// - Parameters:
  ///   - bandwidth: the bounds with one of `bandwidthResources` after the other.
  ///   - mapping: what its own cycles are spent on.
  private static func causes(
    _ bounds: [Int], _ bandwidth: [Int], ideal: Int, _ mapping: CycleBreakdown
  ) -> CycleBreakdown {
    let storage = bounds[bounds.count - 3]
    var causes = CycleBreakdown()
    causes.macs = min(ideal, storage)
    causes.fragmentation = storage - causes.macs
    // A bound of more limits is never below one of fewer.
    var costs: [Int] = []
    var before = storage
    for bound in bandwidth {
      costs.append(max(0, bound - before))
      before = max(before, bound)
    }
    (causes.ifmapNetwork, causes.filterNetwork) = (costs[0], costs[1])
    (causes.psumNetwork, causes.memory) = (costs[2], costs[3])
    addStalls(mapping, of: bounds[bounds.count - 1] - bounds[bounds.count - 2], to: &causes)
    return causes
  }

  /// Those of the mapping, as far as they are stalls beyond the bandwidth's bound; the rest is what the mapping takes more
  /// than this bound of MACs, networks and DRAM.
  private static func addStalls(_ mapping: CycleBreakdown, of stalls: Int, to causes: inout CycleBreakdown) {
    var rest = stalls
    for path in [\CycleBreakdown.setup, \.transfers, \.rampUp, \.filterLoading] {
      causes[keyPath: path] = min(rest, mapping[keyPath: path])
      rest -= causes[keyPath: path]
    }
    causes.compromise = rest
  }
}

extension MappingSearch {
  /// The same by the cycles of some of the resources.
  fileprivate func within(_ scope: CycleModel.Scope) -> MappingSearch {
    var search = self
    search.scope = scope
    return search
  }

  fileprivate func cyclesOfBest(_ layer: LayerShape, _ maps: LayerMaps) throws(MappingError) -> Int {
    let schedule = try schedule(for: layer, maps) { $0.fit(architecture) }
    let units = TileUnits(PETile(schedule.mapping), layer, maps, architecture, surroundings)
    let model = CycleModel(architecture: architecture, surroundings: surroundings, scope: scope)
    return model.cycles(schedule, maps, units).total
  }
}

extension CycleBreakdown {
  /// Which of the networks or DRAM costs the most; nil where none costs anything.
  public var tightestResource: String? {
    let costs = [
      ("ifmap network", ifmapNetwork), ("filter network", filterNetwork), ("psum network", psumNetwork),
      ("DRAM", memory),
    ]
    let most = costs.reduce(costs[0]) { $1.1 > $0.1 ? $1 : $0 }
    return most.1 > 0 ? most.0 : nil
  }
}
