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
    let layerGroups = hand.layerGroups(layer)
    let mapping = Mapping(
      layer: layer, filters: hand.p, channels: hand.q, groups: hand.g, setWidth: hand.e, channelGroups: hand.r,
      filterRows: layer.filterHeight, filterTiles: hand.t / layerGroups, layerGroups: layerGroups)
    try check(mapping)
    let cut = TileCut(
      strips: min(mapping.strips, hand.strips ?? (hand.n > 1 ? mapping.strips : 1)), groupPasses: 1,
      filterPasses: min(mapping.filterPasses, hand.m / (hand.p * hand.g * hand.t)), channelPasses: 1)
    let maps = LayerMaps(layer, architecture)
    let schedules = [2, 1].map { Schedule(mapping, samplesPerPass: hand.n, cut: cut, copies: $0) }
    if hand.n > 1 && cut.strips < mapping.strips {
      throw MappingError(
        "n is \(hand.n): several samples share a pass only with all \(mapping.strips) strips of their rows")
    }
    guard schedules[0].keepsOutputVectors(maps) else {
      throw MappingError(
        "p * t is \(hand.p * hand.t): the filters of a part of the output have to be whole vectors of \(architecture.lanes)"
      )
    }
    guard let schedule = schedules.first(where: { $0.bufferNeeds(maps, architecture).fit(architecture) }) else {
      let needs = schedules[1].bufferNeeds(maps, architecture)
      throw MappingError(
        "the buffer of \(architecture.bufferWords) words has no room for m = \(hand.m), n = \(hand.n), e = \(hand.e): "
          + "\(needs.psums) words of psums, \(needs.output) of output and \(needs.input) of input")
    }
    return schedule
  }

  /// Whether the scratchpads and the array have room, and the letters divide what they have to.
  private func check(_ hand: HandMapping, _ layer: LayerShape) throws(MappingError) {
    for (letter, value) in hand.letters where !HandMapping.possibleValues.contains(value) {
      throw MappingError("\(letter) is \(value); 1 to \(HandMapping.possibleValues.upperBound) is possible")
    }
    try checkGroups(hand, layer)
    try checkScratchpads(hand, layer)
    try checkArray(hand, layer)
    let product = hand.p * hand.g * hand.t
    guard hand.m % product == 0 else {
      throw MappingError("m is \(hand.m); a multiple of p *\(hand.g > 1 ? " g *" : "") t, \(product), is needed")
    }
    guard layer.batch % hand.n == 0 else {
      throw MappingError("n is \(hand.n); a divisor of the \(layer.batch) samples is needed")
    }
  }

  private func need(_ what: String, _ value: Int, atMost limit: Int, _ where: String) throws(MappingError) {
    if value > limit { throw MappingError("\(what) is \(value); \(`where`) \(limit)") }
  }

  /// A PE has g groups of one channel, or q channels of a group.
  ///
  /// Each product is checked before it becomes a factor.
  private func checkScratchpads(_ hand: HandMapping, _ layer: LayerShape) throws(MappingError) {
    let (letter, psums) = hand.g > 1 ? ("g", "p * g") : ("q", "p")
    let window = max(hand.g, hand.q) * layer.filterWidth
    try need("\(letter) * S", window, atMost: architecture.ifmapScratchpad, "words of the ifmap scratchpad:")
    try need(
      "p * \(letter) * S", hand.p * window, atMost: architecture.filterScratchpad, "words of the filter scratchpad:")
    try need(psums, hand.p * hand.g, atMost: architecture.psumScratchpad, "words of the psum scratchpad:")
  }

  private func checkArray(_ hand: HandMapping, _ layer: LayerShape) throws(MappingError) {
    let groups = hand.layerGroups(layer)
    try need("r * R", hand.r * layer.filterHeight, atMost: architecture.rows, "rows of the array:")
    try need(
      "e", hand.e, atMost: min(architecture.columns, layer.outputHeight), "columns of the array, or rows of the output:"
    )
    let sets = architecture.rows / (hand.r * layer.filterHeight) * (architecture.columns / hand.e)
    try need("t", hand.t, atMost: sets, "sets that the array has room for:")
    try need("q", hand.q, atMost: layer.channelsPerGroup, "channels of a group:")
    try need("r", hand.r, atMost: divided(layer.channelsPerGroup, by: hand.q), "parts of q channels:")
    let parts = divided(layer.filtersPerGroup, by: hand.p)
    try need(groups > 1 ? "t / groups" : "t", hand.t / groups, atMost: parts, "parts of p filters:")
  }

  /// Whether the layer has the groups.
  private func checkGroups(_ hand: HandMapping, _ layer: LayerShape) throws(MappingError) {
    let groups = hand.layerGroups(layer)
    guard hand.g == 1 || (layer.groups > 1 && layer.channelsPerGroup == 1) else {
      throw MappingError("g is \(hand.g), but the layer is not depthwise: 1 is possible")
    }
    guard hand.g <= layer.groups, groups <= divided(layer.groups, by: hand.g) else {
      throw MappingError("g is \(hand.g) and \(groups) sets have other groups; the layer has \(layer.groups) groups")
    }
    guard hand.t % groups == 0 else {
      throw MappingError("groups is \(groups); a divisor of the t = \(hand.t) sets is needed")
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
        "p * t is \(mapping.channelsPerPass), which takes \(mapping.channelEntries(architecture)) entries in whole "
          + "vectors; constants of a pass's channels in the table: \(architecture.channelTable)")
    }
  }
}

extension HandMapping {
  /// Sets that work on other groups.
  fileprivate func layerGroups(_ layer: LayerShape) -> Int {
    groups ?? (layer.groups > 1 && layer.filtersPerGroup <= p ? t : 1)
  }
}
