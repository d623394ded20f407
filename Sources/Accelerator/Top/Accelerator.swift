import Hardware
import HardwareLibrary

/// The whole accelerator: an AXI4 master towards DRAM, an AXI4-Lite slave for the host, an interrupt.
///
/// The host writes program, weights and input into DRAM, says where they are, and starts; the accelerator fetches the
/// program and carries it out, and interrupts at its end. See docs/accelerator.md and docs/registers.md.
public struct Accelerator: Module {
  /// The slave through which the host reaches the registers; ports `s_axi_...`.
  public let sAXI: AXI4LitePort
  /// The master that reads and writes DRAM; ports `m_axi_...`.
  public let mAXI: AXI4Port
  /// High while an interrupt is pending and enabled.
  public let irq: Bit

  private let architecture: Architecture
  private let registers: RegisterFile
  private let counters: CounterBank
  private let reader: MemoryReader
  private let writer: MemoryWriter
  private let fetch: InstructionFetch
  private let sequencer: Sequencer
  private let programRegisters: ProgramRegisters
  private let core: ComputeCore
  private let load: LoadEngine
  private let store: StoreEngine
  private let watchdog: Watchdog

  /// `accelerator`, whatever the architecture.
  public var moduleName: String { "accelerator" }
  /// The comment above the Verilog module.
  public var documentation: String? {
    "A row-stationary accelerator with \(architecture.rows) x \(architecture.columns) processing elements."
  }

  /// The clients of the memory reader.
  private enum Reads { static let (program, load, filter) = (0, 1, 2) }

  /// - Precondition: the architecture is valid for the accelerator.
  public init(_ architecture: Architecture) {
    self.architecture = architecture
    sAXI = .slave()
    mAXI = .master(architecture)
    irq = .output()
    registers = RegisterFile(architecture)
    counters = CounterBank(architecture)
    let programBeats = Program.blocksAhead * Program.blockBytes / architecture.beatBytes
    reader = MemoryReader(
      architecture, depths: [programBeats, 2 * Burst.mostBeats * 2, architecture.filterPrefetch])
    writer = MemoryWriter(architecture)
    fetch = InstructionFetch(architecture)
    sequencer = Sequencer(architecture)
    programRegisters = ProgramRegisters(architecture)
    core = ComputeCore(architecture)
    load = LoadEngine(architecture)
    store = StoreEngine(architecture)
    watchdog = Watchdog()
  }

  /// The registers, the program's way from DRAM to the engines, both directions of the bus, and what is counted.
  public var body: [Statement] {
    host
    program
    commands
    reads
    writes
    readChannels
    writeChannels
    faults
    counted
  }

  @StatementBuilder private var host: [Statement] {
    registers.sAXI <== sAXI
    irq <== registers.irq
    registers.running <== sequencer.running
    registers.busIdle <== reader.idle && writer.idle
    registers.finished <== sequencer.finished
    registers.failed <== sequencer.failed
    registers.errorCode <== sequencer.errorCode
    registers.errorArgument <== sequencer.errorArgument
    for (port, value) in zip(registers.counters, counters.values) { port <== value }
  }

  @StatementBuilder private var program: [Statement] {
    fetch.start <== sequencer.clear
    fetch.origin <== registers.programOffset
    fetch.stop <== sequencer.stop
    sequencer.start <== registers.start
    sequencer.refusal <== registers.refusal
    sequencer.stopRequest <== registers.stopRequest
    sequencer.instruction <== fetch.output
    sequencer.fetchIdle <== fetch.idle
    programRegisters.commits <== sequencer.commits
    programRegisters.write <== sequencer.setWrite
    programRegisters.index <== sequencer.setIndex
    programRegisters.data <== sequencer.setData
  }

  @StatementBuilder private var commands: [Statement] {
    core.clear <== sequencer.clear
    core.configuration <== sequencer.configuration
    core.tables <== sequencer.tables
    core.settings <== programRegisters.settings
    core.pass <== sequencer.pass
    core.vector <== sequencer.vector
    load.transfer <== sequencer.load.map { _ in programRegisters.transferLoad }
    store.transfer <== sequencer.store.map { _ in programRegisters.transferStore }
    core.loadWrite <== load.store
    core.storeRead <== store.read
    store.words <== core.storeWords
    store.acknowledged <== writer.acknowledged
    sequencer.loadCompletes <== Unsigned(core.loadWrittenLast).extended(to: 2)
    sequencer.storeCompletes <== Unsigned(store.completed).extended(to: 2)
    sequencer.computeCompletes <== core.completes
    sequencer.arrayIdle <== core.arrayIdle
    sequencer.vectorIdle <== core.vectorIdle
  }

  @StatementBuilder private var reads: [Statement] {
    reader.base <== registers.base
    reader.size <== registers.size
    reader.halt <== sequencer.halt
    reader.requests[Reads.program] <== fetch.request
    reader.requests[Reads.load] <== load.request
    reader.requests[Reads.filter] <== core.filterRequest
    fetch.data <== reader.data[Reads.program]
    load.data <== reader.data[Reads.load]
    core.filterData <== reader.data[Reads.filter]
  }

  @StatementBuilder private var writes: [Statement] {
    writer.base <== registers.base
    writer.windowFirst <== registers.writeFirst
    writer.windowEnd <== registers.writeEnd
    writer.halt <== sequencer.halt
    writer.request <== store.request
    writer.data <== store.data
  }

  private var beatSize: Int { architecture.beatBytes.trailingZeroBitCount }

  @StatementBuilder private var readChannels: [Statement] {
    let burst = reader.address
    mAXI.arvalid <== burst.valid
    burst.ready <== mAXI.arready
    mAXI.araddr <== burst.payload.address
    mAXI.arlen <== burst.payload.lastBeat.extended(to: 8)
    mAXI.arid <== reader.addressID
    mAXI.arsize <== Unsigned(beatSize, width: 3)
    mAXI.arburst <== Unsigned(AXI4Port.incrementing, width: 2)
    mAXI.arlock <== false
    mAXI.arcache <== Unsigned(AXI4Port.cacheable, width: 4)
    mAXI.arprot <== Unsigned(0, width: 3)
    mAXI.arqos <== Unsigned(0, width: 4)
    // There is room for every beat that was asked for.
    mAXI.rready <== true
    reader.beatValid <== mAXI.rvalid
    reader.beatLast <== mAXI.rlast
    reader.beatID <== mAXI.rid
    reader.beat <== mAXI.rdata
    reader.response <== mAXI.rresp
  }

  @StatementBuilder private var writeChannels: [Statement] {
    let burst = writer.address
    mAXI.awvalid <== burst.valid
    burst.ready <== mAXI.awready
    mAXI.awaddr <== burst.payload.address
    mAXI.awlen <== burst.payload.lastBeat.extended(to: 8)
    mAXI.awid <== Unsigned(0, width: AXI4Port.idBits)
    mAXI.awsize <== Unsigned(beatSize, width: 3)
    mAXI.awburst <== Unsigned(AXI4Port.incrementing, width: 2)
    mAXI.awlock <== false
    mAXI.awcache <== Unsigned(AXI4Port.cacheable, width: 4)
    mAXI.awprot <== Unsigned(0, width: 3)
    mAXI.awqos <== Unsigned(0, width: 4)
    mAXI.wvalid <== writer.beat.valid
    writer.beat.ready <== mAXI.wready
    mAXI.wdata <== writer.beat.payload.data
    mAXI.wlast <== writer.beat.payload.isLast
    mAXI.wstrb <== Bit(true).repeated(architecture.beatBytes)
    mAXI.bready <== true
    writer.answerValid <== mAXI.bvalid
    writer.response <== mAXI.bresp
  }

  @StatementBuilder private var faults: [Statement] {
    let moves = [
      sequencer.instruction.fires, mAXI.rvalid, writer.sent, core.events.ifmapGroup, core.events.filterGroup,
      core.events.psumOutGroup, core.events.vectorRead, core.events.resultWrite, core.events.loadWrite,
    ]
    watchdog.running <== sequencer.running
    watchdog.progress <== moves.any
    watchdog.limit <== registers.watchdogLimit
    watchdog.timeLimit <== registers.timeLimit
    // The first one that holds is the one that is told.
    let faults = [
      (reader.fault, reader.faultCode), (writer.fault, writer.faultCode), (watchdog.barks, code(.watchdog)),
      (load.failed ?? false, code(.compressedData)), (watchdog.expires, code(.timeLimit)),
    ]
    sequencer.fault <== faults.map(\.0).any
    sequencer.faultCode <== faults.dropLast().reversed().reduce(faults.last!.1) { rest, fault in mux(fault.0, fault.1, rest) }
  }

  private func code(_ error: ProgramError) -> Unsigned { Unsigned(error.rawValue, width: sequencer.faultCode.width) }

  @StatementBuilder private var counted: [Statement] {
    counters.clear <== sequencer.clear
    counters.running <== sequencer.running
    counters.events.compute <== core.events
    counters.events.loadEngine <== load.busy
    counters.events.storeEngine <== store.busy
    counters.events.programBeat <== reader.arrived[Reads.program]
    counters.events.loadBeat <== reader.arrived[Reads.load]
    counters.events.filterBeat <== reader.arrived[Reads.filter]
    counters.events.storeBeat <== writer.sent
  }
}
