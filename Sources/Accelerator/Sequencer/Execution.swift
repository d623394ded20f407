import Hardware
import HardwareLibrary

/// Carries out one instruction: decides whether it can be done, what it writes, and what is wrong with it. There is no state.
struct Execution: Module {
  let valid: Bit
  let instruction: Instruction
  /// It is done in this cycle.
  let done: Bit
  /// It is the end.
  let ends: Bit
  /// It cannot be carried out, and why (`ProgramError`).
  let fails: Bit
  let failure: Unsigned

  let loadsCompleted, storesCompleted, computesCompleted: Unsigned
  /// Whether the array with its engines and the vector unit are idle; whether the vector unit is; whether everything is.
  let computeIdle, vectorIdle, everythingIdle: Bit

  /// The bank of the tables of targets that is in use.
  let bank: Bit
  /// What was prepared shall hold.
  let commits: Bit
  let setWrite: Bit
  let configuration: ConfigurationWrite
  let tables: ProgramTables
  let load, store, pass, vector: Stream<Bit>

  private let architecture: Architecture

  var documentation: String? { "Carries out one instruction." }

  static let codeBits = 8

  init(_ architecture: Architecture) {
    self.architecture = architecture
    valid = .input()
    instruction = Instruction.shape.input()
    (done, ends, fails) = (.output(), .output(), .output())
    failure = .output(Self.codeBits)
    let count = EngineCount.bits
    (loadsCompleted, storesCompleted, computesCompleted) = (.input(count), .input(count), .input(count))
    (computeIdle, vectorIdle, everythingIdle) = (.input(), .input(), .input())
    bank = .input()
    commits = .output()
    setWrite = .output()
    configuration = ConfigurationWrite.shape(architecture).output()
    tables = ProgramTables.shape(architecture).output()
    (load, store, pass, vector) = (.output(.shape), .output(.shape), .output(.shape), .output(.shape))
  }

  private func isOpcode(_ opcode: Opcode) -> Bit { instruction.opcode .== Unsigned(opcode.rawValue) }

  var body: [Statement] {
    done <== false
    ends <== false
    fails <== false
    failure <== 0
    commits <== false
    setWrite <== false
    configuration.write <== false
    configuration.commit <== commits
    for table in ProgramTable.allCases {
      if let port = tables[table] { port.write <== false }
    }
    tables.channels.write <== false
    operands
    when(valid) {
      when(isOpcode(.end)) {
        ends <== everythingIdle
        done <== everythingIdle
      }
      .elsewhen(isOpcode(.set)) { set }
      .elsewhen(isOpcode(.configure)) {
        configuration.write <== true
        done <== true
      }
      .elsewhen(isOpcode(.commit)) {
        commits <== computeIdle
        done <== computeIdle
      }
      .elsewhen(isOpcode(.table)) { table }
      .elsewhen(isOpcode(.load)) { done <== load.ready }
      .elsewhen(isOpcode(.store)) { done <== store.ready }
      .elsewhen(isOpcode(.pass)) { done <== pass.ready && vectorIdle }
      .elsewhen(isOpcode(.vector)) { done <== vector.ready && computeIdle }
      .elsewhen(isOpcode(.wait)) { wait }
      .otherwise { fail(.unknownOpcode) }
    }
    load.valid <== valid && isOpcode(.load)
    store.valid <== valid && isOpcode(.store)
    // Idleness lasts until a command is given, so what is valid stays so.
    pass.valid <== valid && isOpcode(.pass) && vectorIdle
    vector.valid <== valid && isOpcode(.vector) && computeIdle
    for stream in [load, store, pass, vector] { stream.payload <== true }
  }

  @StatementBuilder private var operands: [Statement] {
    configuration.row <== instruction.a[12..<12 + configuration.row.width]
    configuration.column <== instruction.a[0..<configuration.column.width]
    configuration.data <== instruction.b
    for table in ProgramTable.allCases {
      if let port = tables[table] {
        port.bank <== bank
        port.index <== instruction.a[0..<port.index.width]
        port.data <== instruction.b
      }
    }
    tables.channels.index <== instruction.a[0..<tables.channels.index.width]
    tables.channels.data <== instruction.b
    tables.channels.kind
      <== Enumerated<ChannelConstant>.shape.unpacked(
        from: (instruction.a[16..<24] &- Unsigned(ProgramTable.bias.rawValue)).resized(to: 2))
  }

  private func fail(_ error: ProgramError) -> [Statement] {
    [fails <== true, failure <== Unsigned(error.rawValue)]
  }

  @StatementBuilder private var set: [Statement] {
    let number = instruction.a
    let isFormat = [ProgramRegister.loadFormat, .storeFormat].map { number .== Unsigned($0.rawValue) }.any
    let formats = architecture.compression ? FeatureMapFormat.allCases.count : 1
    when(number .>= Unsigned(ProgramRegister.allCases.count)) { fail(.unknownRegister) }
      .elsewhen(isFormat && instruction.b .>= Unsigned(formats)) { fail(.argument) }
      .otherwise {
        setWrite <== true
        done <== true
      }
  }

  @StatementBuilder private var table: [Statement] {
    let (number, index) = (instruction.a[16..<24], instruction.a[0..<16])
    when(number .>= Unsigned(ProgramTable.allCases.count)) { fail(.unknownTable) }
    for table in ProgramTable.allCases {
      when(number .== Unsigned(table.rawValue)) {
        when(index .>= Unsigned(ProgramTables.entries(of: table, architecture))) { fail(.tableIndex) }
          .otherwise {
            (tables[table]?.write ?? tables.channels.write) <== true
            done <== true
          }
      }
    }
  }

  @StatementBuilder private var wait: [Statement] {
    let counts: [(ProgramEngine, Unsigned)] = [
      (.load, loadsCompleted), (.store, storesCompleted), (.compute, computesCompleted),
    ]
    when(instruction.a .>= Unsigned(ProgramEngine.allCases.count)) { fail(.unknownEngine) }
    for (engine, count) in counts {
      when(instruction.a .== Unsigned(engine.rawValue)) { done <== count .>= instruction.b }
    }
  }
}
