import Hardware
import HardwareLibrary

/// The registers of `HostRegister` and the counters behind an AXI4-Lite slave.
///
/// One write and one read may be under way at a time. What is not there, and a write to what cannot be written, is
/// answered with SLVERR.
struct RegisterFile: Module {
  let sAXI: AXI4LitePort
  /// One cycle, when the host starts a program and none runs.
  let start: Bit
  let programOffset, base, size, writeFirst, writeEnd, watchdogLimit, timeLimit: Unsigned
  let irq: Bit
  let running, finished, failed: Bit
  let errorCode, errorArgument: Unsigned
  /// In the order of `PerformanceCounter`.
  let counters: [Unsigned]

  private let architecture: Architecture
  private let hash: UInt64
  private let writeAddresses: FIFO<Unsigned>
  private let writeData: FIFO<LiteWrite>
  private let readAddresses: FIFO<Unsigned>
  private let writeAnswers: FIFO<Unsigned>
  private let readAnswers: FIFO<LiteAnswer>

  var documentation: String? { "The registers that the host sees, and the counters." }

  private static let (okay, error) = (0, 2)
  private static let baseAlignmentBits = Program.blockBytes.trailingZeroBitCount

  init(_ architecture: Architecture) {
    self.architecture = architecture
    hash = architecture.hash
    sAXI = .slave()
    start = .outputRegister(reset: false)
    (programOffset, base) = (.output(32), .output(architecture.memoryAddressBits))
    (size, writeFirst, writeEnd) = (.output(32), .output(32), .output(32))
    (watchdogLimit, timeLimit) = (.output(32), .output(32))
    irq = .outputRegister(reset: false)
    (running, finished, failed) = (.input(), .input(), .input())
    (errorCode, errorArgument) = (.input(Execution.codeBits), .input(32))
    counters = PerformanceCounter.allCases.map { _ in .input(CounterBank.bits) }
    let address = Unsigned.bits(AXI4LitePort.addressBits)
    writeAddresses = FIFO(address, depth: 2)
    writeData = FIFO(.shape, depth: 2)
    readAddresses = FIFO(address, depth: 2)
    writeAnswers = FIFO(.bits(2), depth: 2)
    readAnswers = FIFO(.shape, depth: 2)
  }

  /// The registers that the host writes, in the order of `HostRegister.allCases`; nil for the others.
  private func stored(_ register: HostRegister) -> Bool { register.access == .readWrite }

  var body: [Statement] {
    let values = HostRegister.allCases.map { register in
      stored(register)
        ? Unsigned.register(Name.snakeCase("\(register)_value"), 32, reset: Unsigned(register.resetValue, width: 32)) : nil
    }
    let pending = Unsigned.register("pending", 2, reset: 0)
    let outcome = Unsigned.register("outcome", 2, reset: 0)
    // From an accepted start to its outcome: `running` alone comes later and goes earlier.
    let busy = Bit.register("busy", reset: false)
    channels
    write(values, pending, outcome, busy)
    read(values, pending, outcome, busy)
    outputs(values)
    irq <== (pending & values[HostRegister.interruptEnable.rawValue]![0..<2]).anyBit
  }

  @StatementBuilder private var channels: [Statement] {
    writeAddresses.input.valid <== sAXI.awvalid
    writeAddresses.input.payload <== sAXI.awaddr
    sAXI.awready <== writeAddresses.input.ready
    writeData.input.valid <== sAXI.wvalid
    writeData.input.payload.data <== sAXI.wdata
    writeData.input.payload.strobe <== sAXI.wstrb
    sAXI.wready <== writeData.input.ready
    sAXI.bvalid <== writeAnswers.output.valid
    sAXI.bresp <== writeAnswers.output.payload
    writeAnswers.output.ready <== sAXI.bready
    readAddresses.input.valid <== sAXI.arvalid
    readAddresses.input.payload <== sAXI.araddr
    sAXI.arready <== readAddresses.input.ready
    sAXI.rvalid <== readAnswers.output.valid
    sAXI.rdata <== readAnswers.output.payload.data
    sAXI.rresp <== readAnswers.output.payload.response
    readAnswers.output.ready <== sAXI.rready
  }

  private func isWord(_ address: Unsigned, _ offset: Int) -> Bit {
    address[2..<address.width] .== Unsigned(offset / 4)
  }

  @StatementBuilder private func write(
    _ values: [Unsigned?], _ pending: Unsigned, _ outcome: Unsigned, _ busy: Bit
  ) -> [Statement] {
    let address = writeAddresses.output.payload
    let word = writeData.output.payload
    let goes = (writeAddresses.output.valid && writeData.output.valid && writeAnswers.input.ready).named("writes")
    let writable = HostRegister.allCases.filter { $0.access != .readOnly }
    let isKnown = writable.map { isWord(address, $0.offset) }.any.named("is_writable")
    let isStart = goes && isWord(address, HostRegister.control.offset) && word.data[0] && word.strobe[0]
    let clears = goes && isWord(address, HostRegister.interruptPending.offset) && word.strobe[0]
    let events = concatenate(failed, finished)

    writeAddresses.output.ready <== goes
    writeData.output.ready <== goes
    writeAnswers.input.valid <== goes
    writeAnswers.input.payload <== mux(isKnown, Unsigned(Self.okay, width: 2), Unsigned(Self.error, width: 2))
    for (register, value) in zip(HostRegister.allCases, values) {
      if let value {
        when(goes && isWord(address, register.offset)) { value <== word.merged(into: value) }
      }
    }
    // After an error only a reset leads on, and the error stays to be seen.
    let starts = (isStart && !busy && !running && !outcome[1]).named("starts")
    start <== starts
    pending <== (pending & ~mux(clears, word.data[0..<2], 0)) | events
    when(starts) { busy <== true }.elsewhen(events.anyBit) { busy <== false }
    when(starts) { outcome <== 0 }.elsewhen(events.anyBit) { outcome <== events }
  }

  @StatementBuilder private func read(
    _ values: [Unsigned?], _ pending: Unsigned, _ outcome: Unsigned, _ busy: Bit
  ) -> [Statement] {
    let address = readAddresses.output.payload
    let upper = Unsigned.register("upper", CounterBank.bits - 32)
    let answer = readAnswers.input.payload
    let goes = (readAddresses.output.valid && readAnswers.input.ready).named("reads")
    readAddresses.output.ready <== goes
    readAnswers.input.valid <== goes
    answer.data <== 0
    answer.response <== Unsigned(Self.error, width: 2)
    for (register, value) in zip(HostRegister.allCases, values) {
      when(isWord(address, register.offset)) {
        answer.response <== Unsigned(Self.okay, width: 2)
        answer.data <== (value ?? shown(register, pending, outcome, busy))
      }
    }
    for (counter, value) in zip(PerformanceCounter.allCases, counters) {
      when(isWord(address, counter.offset)) {
        answer.response <== Unsigned(Self.okay, width: 2)
        answer.data <== value[0..<32]
        when(goes) { upper <== value[32..<value.width] }
      }
      when(isWord(address, counter.offset + 4)) {
        answer.response <== Unsigned(Self.okay, width: 2)
        answer.data <== upper.extended(to: 32)
      }
    }
  }

  /// What the host reads of registers that it does not write.
  private func shown(
    _ register: HostRegister, _ pending: Unsigned, _ outcome: Unsigned, _ busy: Bit
  ) -> Unsigned {
    switch register {
    case .identification: Unsigned(HostRegister.magic, width: 32)
    case .version: Unsigned(HostRegister.mapVersion, width: 32)
    case .hashLow: Unsigned(Int(hash & 0xFFFF_FFFF), width: 32)
    case .hashHigh: Unsigned(Int(hash >> 32), width: 32)
    case .status: concatenate(outcome, busy || running).extended(to: 32)
    case .error: errorCode.extended(to: 32)
    case .errorArgument: errorArgument
    case .interruptPending: pending.extended(to: 32)
    default: Unsigned(0, width: 32)
    }
  }

  @StatementBuilder private func outputs(_ values: [Unsigned?]) -> [Statement] {
    programOffset <== values[HostRegister.program.rawValue]!
    size <== values[HostRegister.memorySize.rawValue]!
    writeFirst <== values[HostRegister.writeFirst.rawValue]!
    writeEnd <== values[HostRegister.writeEnd.rawValue]!
    watchdogLimit <== values[HostRegister.watchdog.rawValue]!
    timeLimit <== values[HostRegister.timeLimit.rawValue]!
    let high = values[HostRegister.memoryBaseHigh.rawValue]!
    let low = values[HostRegister.memoryBaseLow.rawValue]!
    let whole = concatenate(high, low).named("whole_base")
    // An aligned base keeps every burst aligned to the bus.
    let upper = whole[Self.baseAlignmentBits..<architecture.memoryAddressBits]
    base <== concatenate(upper, Unsigned(0, width: Self.baseAlignmentBits))
  }
}

/// A beat of the write channel.
struct LiteWrite: Signal {
  let data, strobe: Unsigned

  static let shape = LiteWrite(data: .bits(32), strobe: .bits(4))

  func map(_ each: SignalMap) -> LiteWrite { LiteWrite(data: each(data), strobe: each(strobe)) }

  /// The bytes that are strobed, the others as they were.
  func merged(into value: Unsigned) -> Unsigned {
    let bytes = (0..<4).reversed().map { (byte: Int) -> Unsigned in
      let bits: Range<Int> = 8 * byte..<8 * byte + 8
      return mux(strobe[byte], data[bits], value[bits])
    }
    return concatenate(bytes)
  }
}

/// An answer on the read channel.
struct LiteAnswer: Signal {
  let data, response: Unsigned

  static let shape = LiteAnswer(data: .bits(32), response: .bits(2))

  func map(_ each: SignalMap) -> LiteAnswer { LiteAnswer(data: each(data), response: each(response)) }
}

extension Architecture {
  /// FNV-1a of the JSON: tells programs for other hardware apart.
  public var hash: UInt64 {
    json.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
