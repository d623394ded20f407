import Hardware
import HardwareLibrary

/// Multiplies, accumulates in the psum scratchpad, and hands on each psum when its last product has been added.
///
/// Stages: the operands leave the scratchpads | multiply | (shift, where the architecture has it) | add. The psum is
/// read in the stage before the addition; one that is being written just then is forwarded, so p may be 1. All stages
/// stand still while a finished psum cannot leave. Where the activation is zero, the multiplier's registers hold and
/// the psum is neither read nor written, unless it begins or ends there.
struct MultiplyPipeline: Module {
  let issue: MACIssue
  /// Whether the pipeline moves in this cycle, and so takes what is issued.
  let advance: Bit
  let activation, weight: Signed
  let productShift: Unsigned?
  let psums: Stream<Psum>
  /// A sum goes into the scratchpad in this cycle; for the counters.
  let stores: Bit

  private let psumBits: Int
  private let stages: [MACIssue]
  private let product: Signed
  private let shifted: Signed?
  private let scratchpad: RAM1R1W
  private let forwards: Bit
  private let forwarded: Signed

  var documentation: String? { "Multiplies, accumulates in the psum scratchpad and hands on finished psums." }

  init(_ architecture: Architecture) {
    psumBits = architecture.psumBits
    issue = MACIssue.shape(architecture).input()
    advance = .output()
    (activation, weight) = (.input(architecture.operandBits), .input(architecture.weightBits))
    productShift = PassShape.shape(architecture).productShift?.input()
    psums = .output(Psum.shape(bits: psumBits))
    stores = .output()
    stages = (0..<(architecture.productShift ? 3 : 2)).map { _ in MACIssue.stage(architecture) }
    product = .register(architecture.operandBits + architecture.weightBits)
    shifted = architecture.productShift ? .register(psumBits) : nil
    scratchpad = RAM1R1W(depth: architecture.psumScratchpad, width: psumBits)
    (forwards, forwarded) = (.register(), .register(psumBits))
  }

  private var adding: MACIssue { stages[stages.count - 1] }
  private var reading: MACIssue { stages[stages.count - 2] }

  var body: [Statement] {
    advance <== !(adding.valid && adding.isLast && !psums.ready)
    multiply
    accumulate
  }

  @StatementBuilder private var multiply: [Statement] {
    when(advance) {
      for (stage, previous) in zip(stages, [issue] + stages) { stage <== previous }
      when(stages[0].valid && !stages[0].isZero) { product <== activation * weight }
      if let shifted, let productShift {
        when(stages[1].valid && !stages[1].isZero) {
          shifted <== (product &>> productShift).resized(to: psumBits)
        }
      }
    }
  }

  @StatementBuilder private var accumulate: [Statement] {
    let writes = (adding.valid && !adding.isLast && (!adding.isZero || adding.isFirst)).named("writes")
    let reads = (reading.valid && !reading.isFirst && (!reading.isZero || reading.isLast)).named("reads")
    let stored = Signed(bitPattern: scratchpad.readData)
    let previous = mux(adding.isFirst, 0, mux(forwards, forwarded, stored)).named("previous")
    let addend = mux(adding.isZero, 0, (shifted ?? product).resized(to: psumBits)).named("addend")
    let sum = (previous &+ addend).named("sum")

    scratchpad.readEnable <== advance && reads
    scratchpad.readAddress <== reading.index
    scratchpad.writeEnable <== advance && writes
    stores <== advance && writes
    scratchpad.writeAddress <== adding.index
    scratchpad.writeData <== Unsigned(bitPattern: sum)
    when(advance) {
      forwards <== writes && reads && adding.index .== reading.index
      forwarded <== sum
    }
    psums.valid <== adding.valid && adding.isLast
    psums.payload.value <== sum
    psums.payload.isLast <== adding.endsColumn
  }
}
