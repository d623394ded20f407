import Accelerator
import Network

extension MappingSearch {
  /// A mapping that is given by hand with its tiles, of a layer that comes from DRAM and goes there: parts of q * r channels
  /// of the input, of m filters of the output, with room for two of each if there is.
  ///
  /// - Precondition: the surroundings are the accelerator.
  /// - Throws: `MappingError` with the first thing that the hardware cannot carry out.
  public func schedule(_ hand: HandMapping, for layer: LayerShape) throws(MappingError) -> Schedule {
    precondition(surroundings == .accelerator, "a test bench has no tiles")
    try checkSizes(of: layer)
    let layer = layer.fillingVectors(lanes: architecture.lanes)
    try check(hand, layer)
    let mapping = Mapping(
      layer: layer, filters: hand.p, channels: hand.q, setWidth: hand.e, channelGroups: hand.r,
      filterRows: layer.filterHeight, filterTiles: hand.t, layerGroups: 1)
    try check(mapping)
    let cut = TileCut(
      strips: min(mapping.strips, hand.strips ?? (hand.n > 1 ? mapping.strips : 1)), groupPasses: 1,
      filterPasses: min(mapping.filterPasses, hand.m / (hand.p * hand.t)), channelPasses: 1)
    let maps = LayerMaps(layer, architecture)
    let schedules = [2, 1].map { Schedule(mapping, samplesPerPass: hand.n, cut: cut, copies: $0) }
    if hand.n > 1 && cut.strips < mapping.strips {
      throw MappingError("n is \(hand.n): several samples share a pass only with all \(mapping.strips) strips of their rows")
    }
    guard schedules[0].keepsOutputVectors(maps) else {
      throw MappingError(
        "p * t is \(hand.p * hand.t): the filters of a part of the output have to be whole vectors of \(architecture.lanes)")
    }
    guard let schedule = schedules.first(where: { $0.bufferNeeds(maps, architecture).fit(architecture) }) else {
      let needs = schedules[1].bufferNeeds(maps, architecture)
      throw MappingError(
        "the buffer of \(architecture.bufferWords) words has no room for m = \(hand.m), n = \(hand.n), e = \(hand.e): "
          + "\(needs.psums) words of psums, \(needs.output) of output and \(needs.input) of input")
    }
    return schedule
  }

  /// Whether the scratchpads and the array have room.
  private func check(_ hand: HandMapping, _ layer: LayerShape) throws(MappingError) {
    let width = layer.filterWidth
    func need(_ what: String, _ value: Int, atMost limit: Int, _ where: String) throws(MappingError) {
      if value > limit { throw MappingError("\(what) is \(value); \(`where`) \(limit)") }
    }
    try need("q * S", hand.q * width, atMost: architecture.ifmapScratchpad, "words of the ifmap scratchpad:")
    try need("p * q * S", hand.p * hand.q * width, atMost: architecture.filterScratchpad, "words of the filter scratchpad:")
    try need("p", hand.p, atMost: architecture.psumScratchpad, "words of the psum scratchpad:")
    try need("r * R", hand.r * layer.filterHeight, atMost: architecture.rows, "rows of the array:")
    try need("e", hand.e, atMost: min(architecture.columns, layer.outputHeight), "columns of the array, or rows of the output:")
    let sets = architecture.rows / (hand.r * layer.filterHeight) * (architecture.columns / hand.e)
    try need("t", hand.t, atMost: sets, "sets that the array has room for:")
    try need("q", hand.q, atMost: layer.channelsPerGroup, "channels of a group:")
    try need("r", hand.r, atMost: divided(layer.channelsPerGroup, by: hand.q), "parts of q channels:")
    try need("t", hand.t, atMost: divided(layer.filtersPerGroup, by: hand.p), "parts of p filters:")
    guard hand.m % (hand.p * hand.t) == 0 else {
      throw MappingError("m is \(hand.m); a multiple of p * t, \(hand.p * hand.t), is needed")
    }
    guard layer.batch % hand.n == 0 else {
      throw MappingError("n is \(hand.n); a divisor of the \(layer.batch) samples is needed")
    }
  }

  /// Whether the engines can deliver what it takes.
  private func check(_ mapping: Mapping) throws(MappingError) {
    guard mapping.keepsVectors(architecture) else {
      throw MappingError(
        "q = \(mapping.channels), p = \(mapping.filters), r = \(mapping.channelGroups), t = \(mapping.filterTiles) do not keep "
          + "to vectors of \(architecture.lanes) channels: q channels are whole vectors or lie within one, as do the psums of "
          + "a column in groups of \(architecture.psumBusWords); groups of a layer are divided evenly")
    }
    guard mapping.channelEntries(architecture) <= architecture.channelTable else {
      throw MappingError(
        "p * t is \(mapping.channelsPerPass), which takes \(mapping.channelEntries(architecture)) entries in whole vectors; constants of a pass's channels in the table: \(architecture.channelTable)")
    }
  }
}
