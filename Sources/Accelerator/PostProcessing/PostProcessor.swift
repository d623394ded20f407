import Hardware
import HardwareLibrary

/// Post-processing: what becomes of the array's results, and the vector unit. Both share one bank of requantisers, a
/// lane for each activation of a vector.
///
/// - A group of results, or the operands of a pool or of a product, enters every cycle and leaves `latency` cycles later.
/// - The operands of a sum pass the requantisers twice: once the one that is scaled; then, coming back, the sum. So a
///   sum takes two cycles.
/// - Bias is added to results alone; the rows of the tables that vector commands use may hold any.
/// - Of a value in the buffer the low `activationBits` bits count.
public struct PostProcessor: Module {
  /// Groups of psums; not while a vector command is under way.
  public let results: Stream<ResultGroup>
  /// Not while anything is under way.
  public let tableWrite: ChannelTableWrite
  /// Constant while anything is under way.
  public let outputSettings: OutputSettings
  /// Constant while anything is under way.
  public let vector: VectorSettings
  /// Begins a vector command; taken when the last one's results have been handed over. No results may be under way.
  public let start: Handshake
  /// The vectors that are needed next from the buffer.
  public let readRequest: Stream<Unsigned>
  /// They themselves, in order, lane 0 in the low bits. At most `outstandingReads` are missing at a time.
  public let readResponse: Stream<Unsigned>
  /// In the order of the results; those that are dropped have an empty mask.
  public let output: Stream<VectorWrite>

  /// The most requests at `readRequest` whose answers have not been taken.
  public static let outstandingReads = VectorReader.outstanding
  /// Cycles from a group of results to its vector at `output`.
  public static let latency = RequantizerLane.stagesToScaled + 2

  let slots: [PipelineSlot]
  let channelTable: ChannelTable
  let lanes: [RequantizerLane]
  let reader: VectorReader
  let operands: VectorOperands
  private let outputs: FIFO<VectorWrite>
  private let busy: Bit

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Turns psums and vectors from the buffer into activations: bias, multiplier, zero point, clamp; pools, sums,\n"
      + "products. \(lanes.count) \(lanes.count == 1 ? "lane" : "lanes")."
  }

  /// - Precondition: the architecture is valid for the accelerator.
  public init(_ architecture: Architecture, rounding: RequantizerRounding = .double) {
    results = .input(.shape(architecture))
    tableWrite = ChannelTableWrite.shape(architecture).input()
    outputSettings = OutputSettings.shape(architecture).input()
    vector = VectorSettings.shape(architecture).input()
    start = .input()
    readRequest = .output(.bits(architecture.vectorAddressBits))
    readResponse = .input(.bits(architecture.vectorBits))
    output = .output(.shape(architecture))
    slots = (0...RequantizerLane.stagesToScaled).map { _ in PipelineSlot.stage(architecture) }
    channelTable = ChannelTable(architecture)
    lanes = (0..<architecture.lanes).map { _ in RequantizerLane(architecture, rounding: rounding) }
    reader = VectorReader(architecture)
    operands = VectorOperands(architecture)
    outputs = FIFO(.shape(architecture), depth: 2)
    busy = .register(reset: false)
  }

  /// The slot of the scaled values.
  var scaled: PipelineSlot { slots[slots.count - 2] }
  /// The slot of the activations.
  private var finished: PipelineSlot { slots[slots.count - 1] }
  private var leaves: Bit { finished.valid && !finished.returns }
  /// Whether the requantisers move. The queue's ready is a register.
  var advance: Bit { !leaves || outputs.input.ready }

  /// Vector commands, the pipeline of the requantisers, the writes of the tables, and the way out.
  public var body: [Statement] {
    commands
    issue
    tableWrites
    leaving
    rules
  }

  @StatementBuilder private var commands: [Statement] {
    start.ready <== !busy
    when(start.fires) { busy <== true }
      .elsewhen(outputs.input.fires && finished.isLast) { busy <== false }

    reader.start <== start.fires
    reader.operation <== vector.operation
    reader.walk <== vector.walk
    readRequest <== reader.request
    operands.cells <== reader.cells
    operands.response <== readResponse
    operands.operation <== vector.operation
    operands.settings <== vector.operands
  }

  @StatementBuilder private var tableWrites: [Statement] { channelTable.tableWrite <== tableWrite }

  @StatementBuilder private var leaving: [Statement] {
    let storageBits = readResponse.payload.width / lanes.count
    let activations = lanes.reversed().map { $0.activation.extended(to: storageBits) }

    outputs.input.valid <== leaves
    outputs.input.payload
      <== VectorWrite(
        address: finished.address, data: concatenate(activations), mask: finished.mask, isLast: finished.isLast)
    output <== outputs.output
  }

  @StatementBuilder private var rules: [Statement] {
    results.assumeStable("results")
    readResponse.assumeStable("read_response")
    output.expectStable("output")
    when(results.valid) { assume(!busy, "results come while a vector command is under way", name: "not_mixed") }
    when(start.fires) {
      assume(
        !results.valid && !slots.map(\.valid).any, "a vector command begins while results are under way",
        name: "starts_idle")
    }
    when(tableWrite.write) {
      assume(!busy && !slots.map(\.valid).any, "the tables are written while they are needed", name: "writes_idle")
    }
    if let first = results.payload.firstLane, let last = results.payload.lastIndex {
      when(results.valid) {
        assume(first + last .< Unsigned(lanes.count), "a group crosses the end of a vector", name: "group_in_vector")
      }
    }
  }
}
