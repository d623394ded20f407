import Accelerator
import Network

/// Predicts cycles: what the MACs and each resource need by themselves, what of it overlaps, and what nothing hides.
///
/// A pass takes as long as its slowest part. Beside the passes of a tile, the next one is loaded and the one before is
/// stored. The constants were fitted to counters of the RTL; each says what it stands for.
struct CycleModel {
  let architecture: Architecture
  let surroundings: MappingSearch.Surroundings

  /// Cycles of a pass in which its first values are on their way in and its last psums on their way out.
  static let rampUp = 40
  /// Cycles of a transfer between its command and its first word.
  static let transferLatency = 50
  /// Instructions of a pass, one bus word each, and of a tile besides the array's configuration and the tables.
  static let instructionsPerPass = 12
  static let instructionsPerTile = 45

  /// What the parts of a pass need by themselves.
  struct Pass {
    var slots = 0
    var ifmap = 0
    var filter = 0
    var psum = 0
    /// Weights over the bus to DRAM.
    var memory = 0

    var longest: Int { max(slots, ifmap, filter, psum, memory) }
  }

  /// A pass over so many strips.
  func pass(_ mapping: Mapping, _ units: TileUnits, strips: Int, returnsPsums: Bool, keepsPsums: Bool) -> Pass {
    var pass = Pass()
    pass.slots = strips * units.columns * units.weights
    pass.ifmap =
      strips * mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup * units.rowGroups
    let groups = mapping.sets * mapping.setHeight * units.filterGroups
    pass.filter = groups
    pass.psum = strips * units.columns * units.psumGroups * mapping.sets * mapping.setWidth
    if surroundings == .accelerator {
      // Psums that come and go share the ports of their banks.
      if returnsPsums && keepsPsums { pass.psum *= 2 }
      pass.memory = filterBeats(groups: groups)
    }
    return pass
  }

  /// Bus words of a pass's weights.
  func filterBeats(groups: Int) -> Int {
    divided(groups, by: architecture.memoryDataBits / architecture.filterGroupBits)
  }

  /// Bus words of so many words of the buffer.
  func beats(words: Int) -> Int { divided(words * architecture.wordBytes, by: architecture.beatBytes) }

  /// Instructions that set up a tile, each a cycle in which the array stands still.
  func setup(_ mapping: Mapping) -> Int {
    let ifmapTargets = mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup
    let filterTargets = mapping.sets * mapping.setHeight
    let columns = mapping.sets * mapping.setWidth
    return 2 * ifmapTargets + filterTargets + 2 * columns + architecture.rows * (architecture.columns + 1)
  }
}

extension CycleModel {
  /// No schedule of these units needs fewer cycles than the busiest of its resources, and the beginning of each pass.
  func lowerBound(_ totals: LayerTotals, _ units: TileUnits) -> (cycles: Int, resource: SearchReason) {
    let begins = totals.passRuns * Self.rampUp
    let filterGroups = totals.filterRuns * units.filterGroups
    var longest = (cycles: totals.strips * units.columns * units.weights + begins, resource: SearchReason.macSlots)
    func consider(_ cycles: Int, _ resource: SearchReason) {
      if cycles > longest.cycles { longest = (cycles, resource) }
    }
    consider(totals.ifmapRows * units.rowGroups + begins, .ifmapNetwork)
    consider(filterGroups + begins, .filterNetwork)
    consider(totals.psumRows * units.columns * units.psumGroups + begins, .psumNetwork)
    guard surroundings == .accelerator else { return longest }
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    consider(filterBeats(groups: filterGroups) + begins, .weights)
    consider(filterBeats(groups: filterGroups) + totals.loads / activationsPerBeat, .reads)
    consider(totals.stores / activationsPerBeat, .writes)
    return longest
  }
}
