import Hardware
import HardwareLibrary

/// Fetches a program block by block, some blocks ahead, until it is told to stop.
struct InstructionFetch: Module {
  /// Begins at `origin`.
  let start: Bit
  let origin: Unsigned
  /// As long as it holds: fetches no more, and throws away what is under way.
  let stop: Bit
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  let output: Stream<Instruction>
  /// Nothing is under way.
  let idle: Bit

  private let architecture: Architecture
  private let gatherer: BeatGatherer?
  private let splitter: WordSplitter?

  var documentation: String? { "Fetches a program from DRAM, some blocks ahead." }

  private static let instructionsPerBlock = Program.blockBytes * 8 / Program.instructionBits

  init(_ architecture: Architecture) {
    self.architecture = architecture
    (start, stop) = (.input(), .input())
    origin = .input(32)
    request = .output(.shape)
    data = .input(.bits(architecture.memoryDataBits))
    output = .output(.shape)
    idle = .output()
    let (beat, word) = (architecture.memoryDataBits, Program.instructionBits)
    gatherer = beat < word ? BeatGatherer(from: beat, to: word) : nil
    splitter = beat >= word ? WordSplitter(from: beat, to: word) : nil
  }

  var body: [Statement] {
    let running = Bit.register("running", reset: false)
    let address = Unsigned.register("address", 32)
    let blocks = Unsigned.register("blocks", Netlist.addressWidth(of: Program.blocksAhead + 1), reset: 0)
    let index = Unsigned.register("index", Self.instructionsPerBlock.trailingZeroBitCount, reset: 0)
    let words = splitter?.output ?? gatherer!.output
    let taken = words.fires
    let endsBlock = (taken && index .== Unsigned(Self.instructionsPerBlock - 1)).named("ends_block")

    when(start) {
      running <== true
      address <== origin
    }
    .elsewhen(stop && !(request.valid && !request.ready)) { running <== false }
    .elsewhen(request.fires) { address <== address &+ Unsigned(Program.blockBytes) }
    when(request.fires && !endsBlock) { blocks <== blocks &+ 1 }
      .elsewhen(!request.fires && endsBlock) { blocks <== blocks &- 1 }
    when(taken) { index <== index &+ 1 }

    request.valid <== running && blocks .!= Unsigned(Program.blocksAhead)
    request.payload.memory <== address
    request.payload.lastBeat <== Unsigned(Program.blockBytes / architecture.beatBytes - 1, width: 24)
    if let gatherer { gatherer.input <== data }
    if let splitter { splitter.input <== data }
    // Once stopped, what still comes is thrown away.
    output.valid <== words.valid && running
    words.ready <== output.ready || !running
    output.payload.opcode <== words.payload[56..<64]
    output.payload.a <== words.payload[32..<56]
    output.payload.b <== words.payload[0..<32]
    idle <== !running && blocks .== 0
  }
}
