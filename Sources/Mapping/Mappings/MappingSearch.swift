import Accelerator
import Network

/// Finds the best mapping of a layer by branch and bound over all that the hardware can carry out.
public struct MappingSearch: Sendable {
  /// What delivers values to the array and takes its psums.
  public enum Surroundings: Hashable, Sendable {
    /// A test bench, which packs a run's words into groups as they come.
    case testbench
    /// The whole accelerator, which reads and writes vectors of neighbouring channels (see `keepsVectors(_:)`), and
    /// holds tiles of a layer in its buffer.
    case accelerator
  }

  /// What mappings are made for.
  public let architecture: Architecture
  /// What limits mappings beside the array: in a test bench nothing, in the accelerator vectors and room in the
  /// buffer.
  public let surroundings: Surroundings
  /// What the best mapping has the least of.
  public let objective: Objective
  /// How many more cycles than the fewest `Objective.balanced` may take, as a fraction of them; from 0 up.
  public let slack: Double
  /// Costs of accesses, for objectives with energy.
  public let energy: EnergyTable
  /// What of the cycles is looked at.
  var scope = CycleModel.Scope.all

  /// A search that can be used for any number of layers.
  ///
  /// - Parameters:
  ///   - architecture: what the layers run on.
  ///   - surroundings: a test bench around the array, or the whole accelerator.
  ///   - objective: what the best mapping has the least of.
  ///   - slack: for `Objective.balanced`, how many more cycles than the fewest are possible, as a fraction of them.
  ///   - energy: costs of accesses, for objectives with energy.
  ///
  /// - Precondition: `slack` is not negative.
  public init(
    _ architecture: Architecture, within surroundings: Surroundings = .testbench, objective: Objective = .cycles,
    slack: Double = Objective.defaultSlack, energy: EnergyTable = .published
  ) {
    precondition(slack >= 0, "a slack of \(slack)")
    (self.architecture, self.surroundings) = (architecture, surroundings)
    (self.objective, self.slack, self.energy) = (objective, slack, energy)
  }

  /// The best mapping; of equals, the first in a fixed order.
  ///
  /// - Parameter fits: what else a mapping has to meet.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func mapping(
    for layer: LayerShape, where fits: @escaping (Mapping) -> Bool = { _ in true }
  ) throws(MappingError) -> Mapping {
    try search(layer, certifies: false, where: fits).schedule.mapping
  }

  /// The best mapping for the whole accelerator with its tiles, its costs, and the proof that there is no better one.
  ///
  /// The accelerator writes whole vectors, so the mapping is that of a layer with as many output channels, or groups, as
  /// fill them; the costs are of all of these.
  ///
  /// - Parameter zeros: in the layer's maps, which may be compressed then in DRAM, each as it takes the least; nil for raw
  ///   maps.
  /// - Precondition: the surroundings are the accelerator.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func solution(for layer: LayerShape, zeros: MapZeros? = nil) throws(MappingError) -> MappedLayer {
    precondition(surroundings == .accelerator, "a test bench has no tiles")
    let (schedule, certificate) = try certified(layer, zeros: zeros)
    return MappedLayer(layer, zeros: zeros, schedule, certificate, self)
  }

  /// The best mapping with its tiles, and the proof.
  ///
  /// - Parameter layer: as it is; in the accelerator it is filled up to whole vectors.
  func certified(
    _ layer: LayerShape, zeros: MapZeros? = nil
  ) throws(MappingError) -> (schedule: Schedule, certificate: Certificate) {
    let filled = surroundings == .accelerator ? layer.fillingVectors(lanes: architecture.lanes) : layer
    let found = try search(filled, LayerMaps(layer, zeros: zeros, architecture), certifies: true)
    return (found.schedule, Certificate(stages: found.stages))
  }

  /// Makes sure that there is a mapping for the whole accelerator, whatever room its buffer has.
  ///
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func check(_ layer: LayerShape) throws(MappingError) {
    try checkSizes(of: layer)
    let space = SearchSpace(
      layer, LayerMaps(layer, architecture), ChannelConstantKinds(architecture), architecture, surroundings)
    var search = BranchAndBound(
      space, SearchBounds(space), Goal([.cycles, .beats, .passes]), energy, scope, certifies: false, takesFirst: true,
      where: { _ in true }, hasRoom: { _ in true })
    search.run()
    if search.best == nil { throw failure(layer, search.record) }
  }

  /// The best mapping with its tiles for maps of which some may be in the buffer already.
  ///
  /// - Parameters:
  ///   - layer: all samples of it; see `LayerShape.fillingVectors(lanes:)`.
  ///   - constants: of its channels; nil where only its shape is known.
  ///   - hasRoom: whether the buffer has room for tiles.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func schedule(
    for layer: LayerShape, _ maps: LayerMaps, constants: ChannelConstantKinds? = nil,
    hasRoom: @escaping (BufferNeeds) -> Bool
  ) throws(MappingError) -> Schedule {
    try search(layer, maps, constants, certifies: false, hasRoom: hasRoom).schedule
  }

  /// What a search, or several after one another, found.
  private struct Found {
    let schedule: Schedule
    let stages: [Certificate.Stage]
  }

  private func search(
    _ layer: LayerShape, _ maps: LayerMaps? = nil, _ constants: ChannelConstantKinds? = nil, certifies: Bool,
    where fits: @escaping (Mapping) -> Bool = { _ in true }, hasRoom: ((BufferNeeds) -> Bool)? = nil
  ) throws(MappingError) -> Found {
    try checkSizes(of: layer)
    let space = SearchSpace(
      layer, maps ?? LayerMaps(layer, architecture), constants ?? ChannelConstantKinds(architecture), architecture,
      surroundings)
    let bounds = SearchBounds(space)
    var stages: [Certificate.Stage] = []
    var known: (schedule: Schedule, costs: SearchCosts)?
    func run(_ goal: Goal) throws(MappingError) {
      var search = BranchAndBound(
        space, bounds, goal, energy, scope, certifies: certifies, where: fits,
        hasRoom: hasRoom ?? { $0.fit(architecture) })
      search.run(knowing: known)
      guard let best = search.best else { throw failure(layer, search.record) }
      known = (best.schedule, best.costs)
      stages.append(search.record.stage(goal, best: best.score.value))
    }
    if let goal = Goal(objective) {
      try run(goal)
    } else {
      // The fewest cycles; the least bus words of what comes close; the fewest passes of what comes close to these.
      try run(Goal([.cycles, .beats, .passes]))
      var limits = [
        Certificate.Limit(quantity: .cycles, atMost: (Double(known!.costs.cycles) * (1 + slack)).rounded(.down))
      ]
      try run(Goal([.beats, .cycles, .passes], limits: limits))
      let beats = Double(known!.costs.beats) * (1 + Objective.beatSlack)
      limits.append(Certificate.Limit(quantity: .beats, atMost: beats.rounded(.down)))
      try run(Goal([.passes, .beats, .cycles], limits: limits))
    }
    return Found(schedule: known!.schedule, stages: stages)
  }

  /// The limits within which a PE has work at all.
  func checkSizes(of layer: LayerShape) throws(MappingError) {
    guard layer.filterWidth <= architecture.ifmapScratchpad else {
      throw MappingError(
        "a filter row of \(layer.filterWidth) values does not fit the ifmap scratchpad of "
          + "\(architecture.ifmapScratchpad) words")
    }
    guard layer.filterWidth <= architecture.filterScratchpad else {
      throw MappingError(
        "a filter row of \(layer.filterWidth) weights does not fit the filter scratchpad of "
          + "\(architecture.filterScratchpad) words")
    }
    let limit = 1 << PassShape.countBits
    guard layer.outputWidth <= limit, layer.batch * layer.outputHeight <= limit else {
      throw MappingError(
        "an output of \(layer.batch) x \(layer.outputHeight) rows of \(layer.outputWidth) columns: "
          + "a pass counts up to \(limit) of each")
    }
  }

  /// The constraint that stopped what got furthest.
  private func failure(_ layer: LayerShape, _ record: SearchRecord) -> MappingError {
    if let room = record.leastRoom {
      return MappingError(
        "the buffer of \(architecture.bufferWords) words has no room for a tile of the layer: the smallest one takes "
          + "\(room.words) (\(room.input * room.inputCopies) of input, \(room.output * room.outputCopies) of output, "
          + "\(2 * room.psums) of psums)")
    }
    if record.met(.caller) { return MappingError("no mapping of \(layer) meets what is asked of it") }
    if record.met(.channelTable) {
      return MappingError("the channels of a pass do not fit the table of \(architecture.channelTable) channels")
    }
    return MappingError(
      "no tile of channels keeps to vectors of \(architecture.lanes) channels: \(layer.groups) groups of "
        + "\(layer.channelsPerGroup) input and \(layer.filtersPerGroup) output channels")
  }
}
