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

  public let architecture: Architecture
  public let surroundings: Surroundings
  public let objective: Objective
  public let energy: EnergyTable
  /// What of the cycles is looked at.
  var scope = CycleModel.Scope.all

  public init(
    _ architecture: Architecture, within surroundings: Surroundings = .testbench, objective: Objective = .cycles,
    energy: EnergyTable = .published
  ) {
    (self.architecture, self.surroundings) = (architecture, surroundings)
    (self.objective, self.energy) = (objective, energy)
  }

  /// The best mapping; of equals, the first in a fixed order.
  ///
  /// - Parameter fits: what else a mapping has to meet.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func mapping(
    for layer: LayerShape, where fits: @escaping (Mapping) -> Bool = { _ in true }
  ) throws(MappingError) -> Mapping {
    try search(layer, certifies: false, where: fits).best!.schedule.mapping
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
    let (schedule, certificate) = try certified(layer.fillingVectors(lanes: architecture.lanes), zeros: zeros)
    return MappedLayer(layer, zeros: zeros, schedule, certificate, self)
  }

  /// The best mapping with its tiles, and the proof.
  func certified(
    _ layer: LayerShape, zeros: MapZeros? = nil
  ) throws(MappingError) -> (schedule: Schedule, certificate: Certificate) {
    let search = try search(layer, LayerMaps(layer, zeros: zeros, architecture), certifies: true)
    let (schedule, score) = search.best!
    return (schedule, search.record.certificate(best: score.value))
  }

  /// Makes sure that there is a mapping for the whole accelerator, whatever room its buffer has.
  ///
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func check(_ layer: LayerShape) throws(MappingError) {
    _ = try search(layer, certifies: false, hasRoom: { _ in true })
  }

  /// The best mapping with its tiles for maps of which some may be in the buffer already.
  ///
  /// - Parameters:
  ///   - layer: all samples of it; see `LayerShape.fillingVectors(lanes:)`.
  ///   - hasRoom: whether the buffer has room for tiles.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func schedule(
    for layer: LayerShape, _ maps: LayerMaps, hasRoom: @escaping (BufferNeeds) -> Bool
  ) throws(MappingError) -> Schedule {
    try search(layer, maps, certifies: false, hasRoom: hasRoom).best!.schedule
  }

  private func search(
    _ layer: LayerShape, _ maps: LayerMaps? = nil, certifies: Bool, where fits: @escaping (Mapping) -> Bool = { _ in true },
    hasRoom: ((BufferNeeds) -> Bool)? = nil
  ) throws(MappingError) -> BranchAndBound {
    try checkSizes(of: layer)
    let space = SearchSpace(layer, maps ?? LayerMaps(layer, architecture), architecture, surroundings)
    var search = BranchAndBound(
      space, objective, energy, scope, certifies: certifies, where: fits, hasRoom: hasRoom ?? { $0.fit(architecture) })
    search.run()
    guard search.best != nil else { throw failure(layer, search.record) }
    return search
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
