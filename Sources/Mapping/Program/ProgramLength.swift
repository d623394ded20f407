import Accelerator
import Network

/// How many instructions the compiler's program for a layer by itself has, told from its schedule: tile by tile, as the
/// compiler's writer leaves out what is set already and waits only for what it has to.
///
/// Within a tile passes are counted by their loops. `ProgramLengthTests` holds it to the compiler's programs.
struct ProgramLength {
  private(set) var instructions = 0

  private let schedule: Schedule
  private let maps: LayerMaps
  private let constants: ChannelConstantKinds
  private let architecture: Architecture
  private let needs: BufferNeeds
  private var waits = EngineWaits()
  private var loads = TransferSettings(), stores = TransferSettings()
  private var layerSettings = LayerSettings(), passSettings = PassSettings()
  /// Nil where the tables hold all channels.
  private var entries: ChannelEntries?
  /// Whether something was set that does not hold yet.
  private var isPrepared = false

  /// - Parameters:
  ///   - maps: which come from DRAM or are in the buffer.
  ///   - targets: to which a pass delivers ifmap rows.
  init(
    _ schedule: Schedule, _ maps: LayerMaps, _ constants: ChannelConstantKinds, targets: Int,
    _ architecture: Architecture
  ) {
    (self.schedule, self.maps, self.constants, self.architecture) = (schedule, maps, constants, architecture)
    needs = schedule.bufferNeeds(maps, architecture)
    if schedule.layer.outputChannels > architecture.channelTable { entries = ChannelEntries(architecture) }
    instructions = Self.setup(schedule.mapping, targets: targets, waits: needs.psums > 0, architecture)
    countTiles()
    // The end.
    instructions += 1
  }

  /// What is written once: the array's configuration, the tables of targets and of channels, registers of the layer whose
  /// value does not change, and the number of a pass's bus words.
  static func setup(_ mapping: Mapping, targets: Int, waits: Bool, _ architecture: Architecture) -> Int {
    let configuration = ArrayRegister.allCases.count + architecture.rows * (architecture.columns + 1)
    let tables = mapping.sets * mapping.setHeight + 2 * targets + 2 * mapping.sets * mapping.setWidth
    let channels =
      mapping.layer.outputChannels <= architecture.channelTable
      ? mapping.layer.outputChannels * ChannelConstantKinds.all : 0
    return configuration + tables + channels + constantRegisters + (waits ? 1 : 0)
  }

  /// Registers of delivery, of where maps lie, of the range of results, and `filterLastBeat`; with `psumPitch` not among
  /// them.
  private static let constantRegisters = 18 + 8 + 4 + 1

  /// The fewest instructions of all schedules of a layer with so many passes.
  ///
  /// - Parameters:
  ///   - setup: what is written once; nil for the least of all mappings.
  ///   - hasSeveralPasses: whether a tile has several, so that at least two registers change from each pass to the next:
  ///     the place of its weights and what they meet, or where a new part of a map lies.
  static func least(
    setup: Int? = nil, passRuns: Int, hasSeveralPasses: Bool, _ maps: LayerMaps, _ layer: LayerShape,
    _ architecture: Architecture
  ) -> Int {
    // A load or store with its registers; those of a layer and of a pass that can change, the commit, and the end.
    let transfers = (maps.loadsInput || maps.loadsWhole ? 8 : 0) + (maps.storesOutput ? 8 : 0)
    let channels =
      layer.outputChannels <= architecture.channelTable ? layer.outputChannels * ChannelConstantKinds.all : 0
    let least =
      ArrayRegister.allCases.count + architecture.rows * (architecture.columns + 1) + 1 + 2 + 2 + channels
      + constantRegisters
    let settings = 5 + 1 + 8 + 1 + 1
    return (setup ?? least) + transfers + settings + passRuns + (hasSeveralPasses ? 2 * (passRuns - 1) : 0)
  }

  private var mapping: Mapping { schedule.mapping }
  private var layer: LayerShape { schedule.layer }

  private mutating func countTiles() {
    let tiles = ProgramTile.tiles(of: schedule, maps)
    let inputs = PartWalk(tiles.map(\.input), copies: max(1, needs.inputCopies), isTiled: maps.loadsInput)
    let outputs = PartWalk(tiles.map(\.output), copies: max(1, needs.outputCopies), isTiled: maps.storesOutput)
    if maps.loadsWhole {
      let all = ProgramTile.Region(rows: 0..<maps.input.rows, vectors: 0..<maps.input.vectors)
      load(all, roomRows: maps.input.rows, copy: 0, isInParts: false)
    }
    load(0, of: inputs)
    for (index, tile) in tiles.enumerated() {
      compute(tile, isFirst: index == 0, input: inputs.copy(index), output: outputs.copy(index))
      if outputs.ends(index) { store(outputs.part(index) - (outputs.copies - 1), of: outputs) }
      if inputs.ends(index) { load(inputs.part(index) + 1, of: inputs) }
    }
    for part in max(0, outputs.count - outputs.copies + 1)..<outputs.count { store(part, of: outputs) }
  }

  // MARK: Transfers

  private mutating func load(_ part: Int, of walk: PartWalk) {
    guard walk.isTiled, part < walk.count else { return }
    load(
      walk.region(part), roomRows: schedule.inputRows(maps), copy: part % walk.copies,
      isInParts: walk.isInParts(maps.input))
  }

  private mutating func load(_ region: ProgramTile.Region, roomRows: Int, copy: Int, isInParts: Bool) {
    let transfer = ProgramTransfer(region, maps.input, roomRows: roomRows, copy: copy, isInParts: isInParts)
    // The format, and what counts as zero.
    let constant = maps.input.code.format == .raw ? 1 : 2
    for command in transfer.commands {
      instructions += loads.set(command, constant: constant) + waits.load(into: copy) + 1
    }
  }

  private mutating func store(_ part: Int, of walk: PartWalk) {
    guard walk.isTiled, part >= 0 else { return }
    let copy = part % walk.copies
    let transfer = ProgramTransfer(
      walk.region(part), maps.output, roomRows: schedule.outputRows(maps), copy: copy,
      isInParts: walk.isInParts(maps.output))
    // The same, and how long rows are.
    let constant = maps.output.code.format == .raw ? 1 : 4
    for command in transfer.commands {
      instructions += stores.set(command, constant: constant) + waits.store(from: copy) + 1
    }
  }

  // MARK: Passes

  private mutating func compute(_ tile: ProgramTile, isFirst: Bool, input: Int, output: Int) {
    let place = ProgramPlace(tile, schedule, maps, input: input, output: output)
    let changed = layerSettings.set(place, isFirst: isFirst)
    instructions += changed
    if isFirst || changed > 0 { isPrepared = true }
    if entries == nil { setChannelBase(place.firstOutputVector) }
    switch tile.passes {
    case .sums:
      for group in tile.groups {
        for filter in tile.filters { sum(group, filter, place) }
      }
    case .waiting: wait(tile, place)
    case .completing:
      let last = PassIndex(
        groupPass: tile.groups.lowerBound, filterPass: tile.filters.lowerBound, channelPass: mapping.channelPasses - 1,
        filterRowPass: mapping.filterRowPasses - 1)
      setChannels(last, place)
      give(last, begins: false, completes: true, place)
    }
  }

  /// All passes of a sum, one after the other.
  private mutating func sum(_ group: Int, _ filter: Int, _ place: ProgramPlace) {
    let first = PassIndex(groupPass: group, filterPass: filter, channelPass: 0, filterRowPass: 0)
    let (passes, rows) = (mapping.accumulatingPasses, mapping.filterRowPasses)
    guard passes > 1 else {
      setChannels(first, place)
      return give(first, begins: true, completes: true, place)
    }
    give(first, begins: true, completes: false, place)
    // The place of the weights, the input row and channel, and the mode, as far as they change from pass to pass.
    instructions += (passes - 1) * (rows > 1 ? 3 : 2) + mapping.channelPasses - 1 + (passes > 2 ? 2 : 1)
    waits.given(passes: passes - 2, reading: place.input, writing: place.output)
    let last = PassIndex(
      groupPass: group, filterPass: filter, channelPass: mapping.channelPasses - 1, filterRowPass: rows - 1)
    setChannels(last, place)
    commit()
    finish(last, place)
    passSettings.assume(last, completes: true, mapping, schedule, place)
  }

  /// Passes of several filter passes in turn: channels and filter rows outside, filters inside.
  private mutating func wait(_ tile: ProgramTile, _ place: ProgramPlace) {
    let (rows, filters) = (mapping.filterRowPasses, tile.filters.count)
    let isLast = tile.channels.upperBound == mapping.channelPasses
    let rounds = tile.channels.count * rows - (isLast ? 1 : 0)
    let begins = tile.channels.lowerBound == 0
    let first = PassIndex(
      groupPass: tile.groups.lowerBound, filterPass: tile.filters.lowerBound,
      channelPass: tile.channels.lowerBound, filterRowPass: 0)
    give(first, begins: begins, completes: false, place)
    let others = rounds * filters - 1
    // The place of the weights; of the sums and the first output channel; the input row and channel; the mode.
    instructions += 2 * others + (filters > 1 ? 3 * others : 0)
    instructions += (rows > 1 ? rounds - 1 : 0) + divided(rounds, by: rows) - 1 + (begins && rounds > 1 ? 1 : 0)
    waits.given(passes: others, reading: place.input, writing: place.output)
    let last = PassIndex(
      groupPass: first.groupPass, filterPass: tile.filters.upperBound - 1,
      channelPass: tile.channels.lowerBound + (rounds - 1) / rows, filterRowPass: (rounds - 1) % rows)
    passSettings.assume(last, begins: begins && rounds == 1, completes: false, mapping, schedule, place)
  }

  /// A pass with what changes since the one before.
  private mutating func give(_ pass: PassIndex, begins: Bool, completes: Bool, _ place: ProgramPlace) {
    instructions += passSettings.set(
      pass, begins: begins, completes: completes, waits: needs.psums > 0, mapping, schedule, place)
    commit()
    instructions += waits.pass(reading: place.input, writing: place.output) + 1
    finish(pass, place)
  }

  private mutating func finish(_ pass: PassIndex, _ place: ProgramPlace) {
    waits.given(passes: 1, reading: place.input, writing: place.output)
    if pass.channelPass == mapping.channelPasses - 1, pass.filterRowPass == mapping.filterRowPasses - 1 {
      let channels = channels(pass)
      entries?.use(channels, by: waits.passes)
    }
  }

  /// Makes hold what was set.
  private mutating func commit() {
    guard isPrepared else { return }
    instructions += 1
    waits.commit()
    isPrepared = false
  }

  /// Writes the constants of the channels that a pass completes, where the tables do not hold all.
  private mutating func setChannels(_ pass: PassIndex, _ place: ProgramPlace) {
    let channels = channels(pass)
    guard let written = entries?.write(channels, constants, &waits) else { return }
    instructions += written.instructions
    setChannelBase(place.firstOutputVector + (written.start - channels.lowerBound) / maps.lanes)
  }

  private func channels(_ pass: PassIndex) -> Range<Int> {
    let first = mapping.firstOutputChannel(pass)
    return first - first % maps.lanes..<min(layer.outputChannels, first + mapping.channelsPerPass)
  }

  private mutating func setChannelBase(_ vector: Int) {
    let changed = layerSettings.channelBase.set(vector)
    instructions += changed
    if changed > 0 { isPrepared = true }
  }
}
