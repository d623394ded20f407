import Hardware
import HardwareLibrary

/// Carries out the instructions of a program in order, and stops it where something is wrong.
struct Sequencer: Module {
  /// The host starts a program; with it why that cannot begin (`ProgramError`), 0 where it can.
  let start: Bit
  let refusal: Unsigned
  /// The host wants the program to end, for as long as it runs.
  let stopRequest: Bit
  let instruction: Stream<Instruction>
  /// To the fetch: throw away what is under way. From it: nothing is.
  let stop: Bit
  let fetchIdle: Bit

  /// What was prepared shall hold.
  let commits: Bit
  /// Sets a register to the operands of the instruction.
  let setWrite: Bit
  let setIndex, setData: Unsigned
  let configuration: ConfigurationWrite
  let tables: ProgramTables
  /// The commands, each for its engine; what they say stands in the registers.
  let load, store, pass, vector: Stream<Bit>

  /// Commands that are completed in this cycle.
  let loadCompletes, storeCompletes, computeCompletes: Unsigned
  /// The array with its engines, and the vector unit, have nothing under way.
  let arrayIdle, vectorIdle: Bit

  /// Something is wrong on the bus, or nothing moves; and what (`ProgramError`).
  let fault: Bit
  let faultCode: Unsigned

  let running: Bit
  /// Begin no more bursts: the program was stopped. Those that are under way may last, for ever on a bus that is dead.
  let halt: Bit
  /// A program begins.
  let clear: Bit
  /// The program has ended, or was stopped; one cycle.
  let finished, failed: Bit
  let errorCode, errorArgument: Unsigned

  private let loads, stores, computes: EngineCount
  private let phase: Enumerated<Phase>
  private let counter: Unsigned
  private let execution: Execution

  enum Phase: CaseIterable, Hashable { case idle, running, draining, failed }

  var documentation: String? { "Carries out the instructions of a program, and stops it where something is wrong." }

  init(_ architecture: Architecture) {
    (start, refusal, stopRequest) = (.input(), .input(Execution.codeBits), .input())
    instruction = .input(.shape)
    (stop, fetchIdle) = (.output(), .input())
    (commits, setWrite, setIndex, setData) = (.output(), .output(), .output(8), .output(32))
    configuration = ConfigurationWrite.shape(architecture).output()
    tables = ProgramTables.shape(architecture).output()
    (load, store, pass, vector) = (.output(.shape), .output(.shape), .output(.shape), .output(.shape))
    (loadCompletes, storeCompletes, computeCompletes) = (.input(2), .input(2), .input(2))
    (arrayIdle, vectorIdle) = (.input(), .input())
    (fault, faultCode) = (.input(), .input(Execution.codeBits))
    (running, halt, clear) = (.output(), .output(), .output())
    (finished, failed) = (.outputRegister(reset: false), .outputRegister(reset: false))
    errorCode = .outputRegister(Execution.codeBits, reset: 0)
    errorArgument = .outputRegister(32, reset: 0)
    (loads, stores, computes) = (EngineCount(), EngineCount(), EngineCount())
    phase = .register(reset: .idle)
    counter = .register(32, reset: 0)
    execution = Execution(architecture)
  }

  var body: [Statement] {
    clear <== start && phase .== .idle && !refusal.anyBit
    running <== phase .== .running || phase .== .draining
    stop <== phase .== .draining
    halt <== phase .== .failed
    phases
    execute
    counts
  }

  @StatementBuilder private var phases: [Statement] {
    finished <== false
    failed <== false
    phase.match {
      switch $0 {
      case .idle:
        when(start) {
          counter <== 0
          errorCode <== refusal
          errorArgument <== 0
          when(refusal.anyBit) {
            phase <== .failed
            failed <== true
          }
          .otherwise { phase <== .running }
        }
      case .running:
        when(fault || stopRequest || execution.fails) { stopProgram }
          .elsewhen(instruction.fires) {
            counter <== counter &+ 1
            when(execution.ends) { phase <== .draining }
          }
      case .draining:
        when(fault || stopRequest) { stopProgram }
          .elsewhen(fetchIdle) {
            phase <== .idle
            finished <== true
          }
      case .failed:
        // Only a reset leads on: the engines may stand in the middle of anything.
        phase <== .failed
      }
    }
  }

  /// At once, whatever is under way on the bus: it may never answer.
  @StatementBuilder private var stopProgram: [Statement] {
    let stopped = Unsigned(ProgramError.stopped.rawValue, width: Execution.codeBits)
    phase <== .failed
    failed <== true
    errorCode <== mux(fault, faultCode, mux(stopRequest, stopped, execution.failure))
    errorArgument <== counter
  }

  @StatementBuilder private var execute: [Statement] {
    let enabled = (phase .== .running).named("enabled")
    let bank = Bit.register("bank", reset: false)
    let computeIdle = (computes.idle && arrayIdle && vectorIdle).named("compute_idle")

    execution.valid <== instruction.valid && enabled
    execution.instruction <== instruction.payload
    instruction.ready <== execution.done && enabled
    execution.loadsCompleted <== loads.completed
    execution.storesCompleted <== stores.completed
    execution.computesCompleted <== computes.completed
    execution.computeIdle <== computeIdle
    execution.vectorIdle <== vectorIdle
    execution.everythingIdle <== computeIdle && loads.idle && stores.idle
    when(execution.commits && instruction.payload.b[0]) { bank <== !bank }
    execution.bank <== bank
    commits <== execution.commits
    setWrite <== execution.setWrite
    setIndex <== instruction.payload.a[0..<8]
    setData <== instruction.payload.b
    configuration <== execution.configuration
    tables <== execution.tables
    load <== execution.load
    store <== execution.store
    pass <== execution.pass
    vector <== execution.vector
  }

  @StatementBuilder private var counts: [Statement] {
    for count in [loads, stores, computes] { count.clear <== clear }
    loads.issues <== load.fires
    stores.issues <== store.fires
    computes.issues <== pass.fires || vector.fires
    loads.completes <== loadCompletes
    stores.completes <== storeCompletes
    computes.completes <== computeCompletes
  }
}
