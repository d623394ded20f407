import Accelerator
import Network

/// Predicts cycles: what the MACs and each resource need by themselves, what of it overlaps, and what nothing hides.
///
/// A pass takes as long as its slowest part. Weights of the next pass come in while this one computes, as far as the
/// scratchpads have room for them. Beside the passes of a tile, the next tile is loaded and the one before is stored. The
/// constants were fitted to the counters of the RTL; each says what it stands for.
struct CycleModel {
  let architecture: Architecture
  let surroundings: MappingSearch.Surroundings
  var scope = Scope.all

  /// What is taken into account, for bounds of what each resource costs by itself.
  struct Scope: OptionSet, Hashable {
    /// As `OptionSet` has it, but not generic: searches ask all the time, and debug builds do not specialise.
    func contains(_ member: Scope) -> Bool { rawValue & member.rawValue == member.rawValue }

    let rawValue: Int

    /// The average bandwidth of each network and of DRAM.
    static let ifmapNetwork = Scope(rawValue: 1)
    static let filterNetwork = Scope(rawValue: 2)
    static let psumNetwork = Scope(rawValue: 4)
    static let memory = Scope(rawValue: 8)
    /// What nothing hides.
    static let waits = Scope(rawValue: 16)

    /// MAC slots alone: as if every value were there when it is needed.
    static let slots: Scope = []
    static let bandwidth: Scope = [.ifmapNetwork, .filterNetwork, .psumNetwork, .memory]
    static let all: Scope = [.bandwidth, .waits]
  }

  /// Cycles from a tile's last MACs to its last result in the buffer, beyond those in which the psums of a column of each
  /// set leave.
  static let drain = 26
  /// Cycles from there to the first weights of a tile for which the layer's registers change.
  static let restart = 42
  /// Cycles from the start of a program, or of a layer, to its first pass, beyond the first load; and of a store beyond its
  /// bus words.
  static let start = 80
  /// Cycles to the first pass of a layer that was prepared beside the one before.
  static let commit = 30
  static let storeLatency = 26
  /// Instructions of a pass, of a channel's constants, and of a layer besides those and the array's configuration.
  static let instructionsPerPass = 3
  static let instructionsPerChannel = 3
  static let instructionsPerLayer = 100
  /// Cycles in which so many instructions are carried out while the array stands still.
  static func cycles(instructions: Int) -> Int { 150 + instructions * 9 / 10 }

  /// What the parts of a pass need by themselves.
  struct Pass {
    var slots = 0
    var ifmap = 0
    var psum = 0

    var longest: Int { max(slots, ifmap, psum) }
  }

  /// A pass over so many strips, but for its weights.
  func pass(_ mapping: Mapping, _ units: TileUnits, strips: Int, returnsPsums: Bool, keepsPsums: Bool) -> Pass {
    var pass = Pass()
    pass.slots = strips * units.columns * units.weights
    if scope.contains(.ifmapNetwork) {
      pass.ifmap =
        strips * mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup * units.rowGroups
    }
    if scope.contains(.psumNetwork) {
      pass.psum = strips * units.columns * units.psumGroups * mapping.sets * mapping.setWidth
    }
    return pass
  }

  /// How the weights of a pass come.
  struct Weights {
    /// Cycles on the filter network, and on the bus to DRAM.
    let network, memory: Int
    /// Weights of a PE: cycles in which it takes them one after the other.
    let perPE: Int
    /// Cycles between two passes in which all PEs wait for weights.
    let exposed: Int

    var longest: Int { max(network, memory) }
    /// Cycles in which the first pass waits for its weights: it begins as they come, and uses them at this pace.
    var first: Int { max(0, longest - perPE) }
  }

  func weights(_ mapping: Mapping, _ units: TileUnits) -> Weights {
    let all = mapping.sets * mapping.setHeight * units.filterGroups
    let memory = surroundings == .accelerator && scope.contains(.memory) ? filterBeats(groups: all) : 0
    let groups = scope.contains(.filterNetwork) ? all : 0
    // The scratchpad and what stands before it hold so many of the next pass's weights while this one computes. The
    // others come from its last window on, in which each is used for the last time, and through the next pass's first one.
    let room =
      architecture.filterScratchpad + (architecture.inputFIFO + 1) * architecture.filterBusWords - units.weights
    let late = max(0, units.weights - room) * max(groups, memory) / units.weights
    let exposed = scope.contains(.waits) ? max(0, late - 2 * units.weights) : 0
    return Weights(network: groups, memory: memory, perPE: units.weights, exposed: exposed)
  }

  /// Bus words of a pass's weights.
  func filterBeats(groups: Int) -> Int {
    divided(groups, by: architecture.memoryDataBits / architecture.filterGroupBits)
  }

  /// Bus words of so many words of the buffer.
  func beats(words: Int) -> Int { divided(words * architecture.wordBytes, by: architecture.beatBytes) }

  /// Bus words of so many instructions.
  func beats(instructions: Int) -> Int { divided(instructions * 8, by: architecture.beatBytes) }

  /// Instructions that set up a layer.
  func setup(_ mapping: Mapping) -> Int {
    let ifmapTargets = mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup
    let filterTargets = mapping.sets * mapping.setHeight
    let columns = mapping.sets * mapping.setWidth
    let channels =
      (holdsAllChannels(mapping) ? mapping.layer.outputChannels : mapping.channelsPerPass) * Self.instructionsPerChannel
    return architecture.rows * (architecture.columns + 1) + 2 * ifmapTargets + filterTargets + 2 * columns + channels
      + Self.instructionsPerLayer
  }

  /// Cycles before an accumulation, but for the first one, of a layer whose channels the tables do not hold.
  ///
  /// Their constants are written before the pass that completes them: beside the passes before it, or, where there are
  /// none, beside the accumulation before if the tables have room for both; else the array has to be idle.
  func setupOfAccumulation(_ mapping: Mapping) -> Int {
    let hasRoom = mapping.accumulatingPasses > 1 || 2 * mapping.channelsPerPass <= architecture.channelTable
    return holdsAllChannels(mapping) || hasRoom ? 0 : mapping.channelsPerPass * Self.instructionsPerChannel + Self.drain
  }

  private func holdsAllChannels(_ mapping: Mapping) -> Bool {
    mapping.layer.outputChannels <= architecture.channelTable
  }
}

extension CycleModel {
  /// No schedule of these units needs fewer cycles than the busiest of its resources.
  func lowerBound(_ totals: LayerTotals, _ maps: LayerMaps, _ units: TileUnits) -> (cycles: Int, resource: SearchReason)
  {
    var longest = (cycles: totals.strips * units.columns * units.weights, resource: SearchReason.macSlots)
    func consider(_ cycles: Int, _ resource: SearchReason) {
      if cycles > longest.cycles { longest = (cycles, resource) }
    }
    let filterGroups = totals.filterRuns * units.filterGroups
    if scope.contains(.ifmapNetwork) { consider(totals.ifmapRows * units.rowGroups, .ifmapNetwork) }
    if scope.contains(.filterNetwork) { consider(filterGroups, .filterNetwork) }
    if scope.contains(.psumNetwork) { consider(totals.psumRows * units.columns * units.psumGroups, .psumNetwork) }
    guard surroundings == .accelerator, scope.contains(.memory) else { return longest }
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    consider(filterBeats(groups: filterGroups), .weights)
    consider(filterBeats(groups: filterGroups) + maps.input.code.coded(totals.loads) / activationsPerBeat, .reads)
    // The load engine puts a word a cycle into the buffer, whatever it comes from; so does the store engine take them.
    consider(totals.loads / activationsPerBeat, .reads)
    consider(totals.stores / activationsPerBeat, .writes)
    return longest
  }
}
