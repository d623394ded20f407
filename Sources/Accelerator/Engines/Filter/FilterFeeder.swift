import Hardware
import HardwareLibrary

/// Fetches the weights of each pass from DRAM and delivers them to the array: group by group, to all targets in turn.
///
/// The order in DRAM is that of delivery, so nothing is addressed. The weights of the passes that wait are asked for at
/// once; they stand in the memory reader's buffer when their pass begins.
struct FilterFeeder: Module {
  let layer: FilterLayer
  let pass: Stream<MemoryRange>
  /// `ProgramTable.filterTarget`.
  let targetWrite: TableWrite
  /// To the memory, and what comes from there.
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  let output: Stream<Routed>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let waiting: FIFO<Bit>
  private let nest: LoopNest
  private let targets: TargetTable
  private let results: FIFO<Routed>

  var documentation: String? { "Delivers weights from DRAM to the array." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    layer = FilterLayer.shape(architecture).input()
    pass = .input(.shape)
    targetWrite = TableWrite.shape(entries: architecture.maximumTargets).input()
    request = .output(.shape)
    data = .input(.bits(architecture.memoryDataBits))
    let routed = Routed.shape(BusShapes(architecture).filter, architecture)
    output = .output(routed)
    busy = .output()
    waiting = FIFO(.shape, depth: 4)
    nest = LoopNest(widths: [layer.lastTarget.width, layer.lastGroup.width])
    targets = TargetTable(architecture, bits: 16)
    results = FIFO(routed, depth: 2)
  }

  private var groupsPerBeat: Int { architecture.memoryDataBits / architecture.filterGroupBits }

  var body: [Statement] {
    let looked = Bit.register("looked", reset: false)
    let isLastGroup = Bit.register("is_last_group")
    let endsPass = Bit.register("ends_pass")
    let walks = waiting.output.valid
    let goes = (looked && data.valid && results.input.ready).named("goes")
    let advance = (!looked || goes).named("advance")
    let steps = (walks && advance).named("steps")

    // A pass goes to the memory and into the queue at once; the ready of both is a register.
    pass.ready <== request.ready && waiting.input.ready
    request.valid <== pass.valid && waiting.input.ready
    request.payload <== pass.payload
    waiting.input.valid <== pass.valid && request.ready
    waiting.input.payload <== true

    nest.clear <== false
    nest.step <== steps
    nest.limits[0] <== layer.lastTarget
    nest.limits[1] <== layer.lastGroup
    waiting.output.ready <== advance && nest.last.mostSignificantBit
    targets.tableWrite <== targetWrite
    targets.read <== steps
    targets.index <== nest.indices[0]
    when(advance) { looked <== walks }
    when(steps) {
      isLastGroup <== nest.indices[1] .== layer.lastGroup
      endsPass <== nest.last.mostSignificantBit
    }
    deliver(goes, endsPass: endsPass, isLastGroup: isLastGroup)
    busy <== walks || looked || results.output.valid
    output <== results.output
  }

  @StatementBuilder private func deliver(_ goes: Bit, endsPass: Bit, isLastGroup: Bit) -> [Statement] {
    let slot = Unsigned.register("slot", Netlist.addressWidth(of: groupsPerBeat), reset: 0)
    let isLastSlot = (slot .== Unsigned(groupsPerBeat - 1)).named("is_last_slot")
    let groupBits = architecture.filterGroupBits
    let groups = (0..<groupsPerBeat).map { data.payload[$0 * groupBits..<($0 + 1) * groupBits] }
    let group = groups[slot].named("group")
    let target = results.input.payload

    // A pass begins on a beat of its own.
    when(goes) { slot <== mux(endsPass || isLastSlot, 0, slot &+ 1) }
    data.ready <== goes && (endsPass || isLastSlot)
    results.input.valid <== goes
    target.row <== targets.data[0..<architecture.rowTagBits]
    target.column <== targets.data[8..<8 + architecture.columnTagBits]
    for (index, word) in target.group.words.enumerated() {
      let start = index * architecture.weightStorageBits
      word <== Signed(bitPattern: group[start..<start + architecture.weightBits])
    }
    if let lastIndex = target.group.lastIndex {
      lastIndex
        <== mux(isLastGroup, layer.lastIndex, Unsigned(architecture.filterBusWords - 1, width: lastIndex.width))
    }
  }
}
