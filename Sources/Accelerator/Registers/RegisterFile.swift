import Hardware
import HardwareLibrary

/// The registers of `HostRegister` and the counters behind an AXI4-Lite slave.
///
/// A write and a read are carried out in a cycle, each in the order in which they came. What is not there, and a write to
/// what cannot be written, is answered with SLVERR.
struct RegisterFile: Module {
  let sAXI: AXI4LitePort
  /// One cycle, when the host starts a program and none runs; with it why that cannot begin (`ProgramError`), else 0.
  let start: Bit
  let refusal: Unsigned
  /// From when the host stops the program that runs until it has ended.
  let stopRequest: Bit
  /// What the host wrote before the last start.
  let programOffset, base, size, writeFirst, writeEnd, watchdogLimit, timeLimit: Unsigned
  let irq: Bit
  let running, finished, failed: Bit
  /// No burst is under way.
  let busIdle: Bit
  let errorCode, errorArgument: Unsigned
  /// In the order of `PerformanceCounter`.
  let counters: [Unsigned]

  private let architecture: Architecture
  private let check: StartCheck
  private let writeAddresses: FIFO<Unsigned>
  private let writeData: FIFO<LiteWrite>
  private let readAddresses: FIFO<Unsigned>
  private let writeAnswers: FIFO<Unsigned>
  private let readAnswers: FIFO<LiteAnswer>

  var documentation: String? { "The registers that the host sees, and the counters." }

  private static let (okay, error) = (0, 2)

  init(_ architecture: Architecture) {
    self.architecture = architecture
    check = StartCheck(addressBits: architecture.memoryAddressBits)
    sAXI = .slave()
    (start, refusal) = (.output(), .output(Execution.codeBits))
    stopRequest = .outputRegister(reset: false)
    (programOffset, base) = (.outputRegister(32), .outputRegister(architecture.memoryAddressBits))
    (size, writeFirst, writeEnd) = (.outputRegister(32), .outputRegister(32), .outputRegister(32))
    (watchdogLimit, timeLimit) = (.outputRegister(32), .outputRegister(32))
    irq = .outputRegister(reset: false)
    (running, finished, failed, busIdle) = (.input(), .input(), .input(), .input())
    (errorCode, errorArgument) = (.input(Execution.codeBits), .input(32))
    counters = PerformanceCounter.allCases.map { _ in .input(CounterBank.bits) }
    let address = Unsigned.bits(AXI4LitePort.addressBits)
    writeAddresses = FIFO(address, depth: 2)
    writeData = FIFO(.shape, depth: 2)
    readAddresses = FIFO(address, depth: 2)
    writeAnswers = FIFO(.bits(2), depth: 2)
    readAnswers = FIFO(.shape, depth: 2)
  }

  /// Whether the register holds what the host writes.
  private func stored(_ register: HostRegister) -> Bool { register.access == .readWrite }

  var body: [Statement] {
    let values = HostRegister.allCases.map { register in
      stored(register)
        ? Unsigned.register(Name.snakeCase("\(register)_value"), 32, reset: Unsigned(Int(register.resetValue(architecture)), width: 32)) : nil
    }
    let pending = Unsigned.register("pending", 2, reset: 0)
    let outcome = Unsigned.register("outcome", 2, reset: 0)
    // From an accepted start to its outcome: `running` alone comes later and goes earlier.
    let busy = Bit.register("busy", reset: false)
    channels
    write(values, pending, outcome, busy)
    read(values, pending, outcome, busy)
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
    let commands = (goes && isWord(address, HostRegister.control.offset) && word.strobe[0]).named("commands")
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
    let starts = (commands && word.data[0] && !busy && !running && !outcome[1]).named("starts")
    take(values, when: starts)
    // What ends by itself in this cycle is not stopped any more.
    when(events.anyBit) { stopRequest <== false }
      .elsewhen(commands && word.data[1] && busy) { stopRequest <== true }
    pending <== (pending & ~mux(clears, word.data[0..<2], 0)) | events
    when(starts) { busy <== true }.elsewhen(events.anyBit) { busy <== false }
    when(starts) { outcome <== 0 }.elsewhen(events.anyBit) { outcome <== events }
  }

  @StatementBuilder private func read(
    _ values: [Unsigned?], _ pending: Unsigned, _ outcome: Unsigned, _ busy: Bit
  ) -> [Statement] {
    let address = readAddresses.output.payload
    let upper = Unsigned.register("upper", CounterBank.bits - 32)
    // A program that was stopped begins no burst, so once both are seen together no burst is under way until the reset.
    let bursts = Bit.register("bursts", reset: false)
    bursts <== !busIdle
    let answer = readAnswers.input.payload
    let goes = (readAddresses.output.valid && readAnswers.input.ready).named("reads")
    readAddresses.output.ready <== goes
    readAnswers.input.valid <== goes
    answer.data <== 0
    answer.response <== Unsigned(Self.error, width: 2)
    for (register, value) in zip(HostRegister.allCases, values) {
      when(isWord(address, register.offset)) {
        answer.response <== Unsigned(Self.okay, width: 2)
        answer.data <== (value ?? shown(register, pending, concatenate(bursts, outcome, Unsigned(busy || running))))
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
  private func shown(_ register: HostRegister, _ pending: Unsigned, _ status: Unsigned) -> Unsigned {
    switch register {
    case .status: status.extended(to: 32)
    case .error: errorCode.extended(to: 32)
    case .errorArgument: errorArgument
    case .interruptPending: pending.extended(to: 32)
    default: Unsigned(Int(register.resetValue(architecture)), width: 32)
    }
  }

  /// A program keeps what it began with, so the host may write what the next one shall have.
  @StatementBuilder private func take(_ values: [Unsigned?], when starts: Bit) -> [Statement] {
    let value = { (register: HostRegister) in values[register.rawValue]! }
    let whole = concatenate(value(.memoryBaseHigh), value(.memoryBaseLow)).named("whole_base")
    let held: [(HostRegister, Unsigned)] = [
      (.program, programOffset), (.memorySize, size), (.writeFirst, writeFirst), (.writeEnd, writeEnd),
      (.watchdog, watchdogLimit), (.timeLimit, timeLimit),
    ]
    when(starts) {
      base <== whole[0..<base.width]
      for (register, holder) in held { holder <== value(register) }
    }
    check.starts <== starts
    check.programOffset <== value(.program)
    check.base <== whole
    check.size <== value(.memorySize)
    check.writeEnd <== value(.writeEnd)
    start <== check.start
    refusal <== check.refusal
  }
}

/// A beat of the write channel.
struct LiteWrite: Signal {
  var data, strobe: Unsigned

  static let shape = LiteWrite(data: .bits(32), strobe: .bits(4))

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
  var data, response: Unsigned

  static let shape = LiteAnswer(data: .bits(32), response: .bits(2))
}
