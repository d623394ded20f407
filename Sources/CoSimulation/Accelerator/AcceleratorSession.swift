import Accelerator
import Foundation
import HardwareSimulation

/// A simulated accelerator with its memory, driven as a host drives the hardware: bytes into DRAM, registers over
/// AXI4-Lite, and then waiting for the interrupt.
public final class AcceleratorSession {
  /// What is simulated.
  public let model: AcceleratorModel
  /// The address at which the memory begins.
  public let base: UInt64
  let bench: UnsafeMutableRawPointer
  var functions: AcceleratorFunctions { model.functions }

  /// Cycles between two looks at the progress.
  private static let slice: UInt64 = 20_000
  private static let shortestWatchdog = 1_000_000
  /// Cycles without progress after which the hardware stops a program: many times the memory's latency.
  private let watchdog: Int

  /// What came of a program.
  public enum Outcome: Hashable, Sendable {
    case finished
    /// Stopped by the hardware, at that instruction.
    case stopped(ProgramError, instruction: Int)
  }

  /// - Parameters:
  ///   - memoryBytes: size of the memory.
  ///   - checksAssertions: whether a failing assertion of the hardware ends a run; off for programs that are meant to
  ///     be wrong.
  ///   - initialState: what registers and memories begin with.
  ///   - trace: the waveforms to write; the model must have been made for them.
  public init(
    _ model: AcceleratorModel, memoryBytes: Int, timing: MemoryTiming = .fast, base: UInt64 = 0x4000_0000,
    checksAssertions: Bool = true, initialState: InitialState = .ofProcess, trace: ProgramTrace? = nil
  ) throws {
    self.model = model
    self.base = base
    let options: [UInt64] = [
      UInt64(timing.latency), UInt64(timing.beatsPerThousand), UInt64(timing.outstanding),
      UInt64(timing.stallPerMille), timing.reorders ? 1 : 0, timing.seed, initialState.seed,
      checksAssertions ? 1 : 0,
    ]
    bench = model.functions.create(base, memoryBytes, options)
    watchdog = max(Self.shortestWatchdog, 20 * timing.latency)
    let missing = String(cString: functions.missingNet(bench))
    guard missing.isEmpty else { throw SimulationError("the Verilated accelerator has no net '\(missing)'") }
    if let trace { try start(trace) }
    try check(functions.reset(bench))
  }

  deinit { model.functions.destroy(bench) }

  private func start(_ trace: ProgramTrace) throws {
    guard functions.openTrace(bench, trace.file.path, model.names) != 0 else { throw RunError.trace(trace.file.path) }
    guard trace.first != nil || trace.last != nil else { return }
    functions.traceProgram(bench, UInt64(trace.first ?? 0), trace.last.map { UInt64($0) } ?? .max)
  }

  /// Finishes the waveform file, if there is one.
  public func stopTrace() { functions.closeTrace(bench) }

  // MARK: Memory

  /// Writes bytes as the host.
  public func write(_ bytes: [UInt8], at offset: Int) {
    precondition(functions.writeMemory(bench, UInt64(offset), bytes, bytes.count) != 0, "outside the memory")
  }

  /// Bytes of the memory as they are, whoever wrote them.
  ///
  /// - Precondition: all of them lie in the memory.
  public func read(_ count: Int, at offset: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: functions.memory(bench) + offset, count: count))
  }

  /// Whether all of these bytes have been written, by whomever.
  public func wasWritten(_ count: Int, at offset: Int) -> Bool {
    functions.wasWritten(bench, UInt64(offset), count) != 0
  }

  /// Makes bytes count as never written.
  public func forget(_ count: Int, at offset: Int) { functions.forget(bench, UInt64(offset), count) }

  /// The accelerator may read, or write, there; nowhere else.
  public func allow(_ range: Range<Int>, writes: Bool) {
    functions.allow(bench, UInt64(range.lowerBound), UInt64(range.count), writes ? 1 : 0)
  }

  /// A burst, counted from 0 since the session began, is answered with an error (2: SLVERR, 3: DECERR).
  public func fail(burst: Int, writes: Bool, response: Int = 2) {
    functions.fail(bench, UInt64(burst), UInt32(response), writes ? 1 : 0)
  }

  /// From now on these channels of the memory are dead; none for a memory that is well again.
  public func silence(_ channels: MemoryChannels) { functions.silence(bench, channels.rawValue) }

  /// What the memory has not finished, in words; empty where no burst is under way.
  public var unfinished: String { String(cString: functions.unfinished(bench)) }

  /// What has gone over the bus since the session began.
  public var traffic: (readBursts: Int, writeBursts: Int, readBeats: Int, writeBeats: Int) {
    var counts = [UInt64](repeating: 0, count: 4)
    functions.traffic(bench, &counts)
    return (Int(counts[0]), Int(counts[1]), Int(counts[2]), Int(counts[3]))
  }

  // MARK: Registers

  /// Writes a register over AXI4-Lite.
  ///
  /// - Throws: `RunError` where the hardware answers with an error, or fails on the way.
  public func write(_ value: UInt32, to register: HostRegister) throws {
    var response: UInt32 = 0
    try check(functions.writeRegister(bench, UInt32(register.offset), value, &response))
    guard response == 0 else { throw RunError.assertion("writing \(register) was answered with \(response)") }
  }

  /// Reads the register at a byte offset over AXI4-Lite; see docs/registers.md.
  ///
  /// - Throws: `RunError` where the hardware answers with an error, or fails on the way.
  public func read(_ offset: Int) throws -> UInt32 {
    var (value, response): (UInt32, UInt32) = (0, 0)
    try check(functions.readRegister(bench, UInt32(offset), &value, &response))
    guard response == 0 else { throw RunError.assertion("reading register \(offset) was answered with \(response)") }
    return value
  }

  /// Reads a register over AXI4-Lite.
  ///
  /// - Throws: `RunError` where the hardware answers with an error, or fails on the way.
  public func read(_ register: HostRegister) throws -> UInt32 { try read(register.offset) }

  /// Reads the 48 bits of a counter: the lower word first, which holds the upper one until it is read.
  ///
  /// - Throws: `RunError` where the hardware answers with an error, or fails on the way.
  public func read(_ counter: PerformanceCounter) throws -> Int {
    let low = try read(counter.offset)
    return Int(low) | Int(try read(counter.offset + 4)) << 32
  }

  /// All counters.
  public func counters() throws -> [PerformanceCounter: Int] {
    try Dictionary(uniqueKeysWithValues: PerformanceCounter.allCases.map { ($0, try read($0)) })
  }

  // MARK: Programs

  /// Cycles simulated so far.
  public var cycles: Int { Int(functions.cycles(bench)) }
  /// The cycle of the simulation in which the program began that was started last.
  public var programStart: Int { Int(functions.programStart(bench)) }

  /// Starts the program and waits for its interrupt.
  ///
  /// - Parameters:
  ///   - watchdog: cycles without progress after which the hardware stops it; nil for many times the memory's latency.
  ///   - limit: cycles after which the run is given up, as a `RunError.limit`.
  ///   - progress: called now and then with the cycles since the start, and the instructions that are done.
  public func run(
    program: Int, memorySize: Int, writes: Range<Int>, watchdog: Int? = nil, timeLimit: Int = 0,
    limit: Int = 1_000_000_000,
    progress: (_ cycles: Int, _ instruction: Int) -> Void = { _, _ in }
  ) throws -> Outcome {
    var sampler: CounterSampler?
    return try run(
      program: program, memorySize: memorySize, writes: writes, watchdog: watchdog, timeLimit: timeLimit, limit: limit,
      sampler: &sampler, progress: progress)
  }

  /// The same; meanwhile a sampler reads counters.
  func run(
    program: Int, memorySize: Int, writes: Range<Int>, watchdog: Int? = nil, timeLimit: Int = 0,
    limit: Int = 1_000_000_000,
    sampler: inout CounterSampler?, progress: (_ cycles: Int, _ instruction: Int) -> Void
  ) throws -> Outcome {
    let start = try start(
      program: program, memorySize: memorySize, writes: writes, watchdog: watchdog, timeLimit: timeLimit)
    while true {
      let due = sampler.map { UInt64(max(0, start + $0.next - cycles)) }
      let slice = min(Self.slice, UInt64(max(0, start + limit - cycles)))
      let outcome = functions.run(bench, min(slice, due ?? slice))
      progress(cycles - start, Int(functions.instruction(bench)))
      if outcome == 0 { break }
      guard outcome == 1 else { try check(outcome); break }
      guard cycles - start < limit else { throw RunError.limit(cycles: limit) }
      if let next = sampler?.next, cycles - start >= next { try sampler?.sample(time: { cycles }, read: read) }
    }
    return try outcome()
  }

  /// Writes the registers and starts the program.
  ///
  /// - Returns: the cycle before the start.
  @discardableResult
  public func start(
    program: Int, memorySize: Int, writes: Range<Int>, watchdog: Int? = nil, timeLimit: Int = 0
  ) throws -> Int {
    try write(UInt32(program), to: .program)
    try write(UInt32(truncatingIfNeeded: base), to: .memoryBaseLow)
    try write(UInt32(base >> 32), to: .memoryBaseHigh)
    try write(UInt32(memorySize), to: .memorySize)
    try write(UInt32(writes.lowerBound), to: .writeFirst)
    try write(UInt32(writes.upperBound), to: .writeEnd)
    try write(UInt32(watchdog ?? self.watchdog), to: .watchdog)
    try write(UInt32(timeLimit), to: .timeLimit)
    try write(3, to: .interruptEnable)
    let start = cycles
    try write(1, to: .control)
    return start
  }

  /// Lets some cycles pass, fewer where the interrupt comes before.
  ///
  /// - Returns: whether the interrupt is up.
  public func advance(_ count: Int) throws -> Bool {
    let outcome = functions.run(bench, UInt64(count))
    if outcome != 1 { try check(outcome) }
    return outcome == 0
  }

  /// What came of the program whose interrupt is up; takes the interrupt back.
  public func outcome() throws -> Outcome {
    let pending = try read(.interruptPending)
    try write(pending, to: .interruptPending)
    guard pending & 2 != 0 else { return .finished }
    let code = Int(try read(.error))
    guard let error = ProgramError(rawValue: code) else { throw RunError.assertion("unknown error code \(code)") }
    return .stopped(error, instruction: Int(try read(.errorArgument)))
  }

  /// Stops the program as a driver does: nothing comes of it where none runs.
  public func stop() throws { try write(2, to: .control) }

  /// Waits until no burst is under way any more, as a driver does before it resets the hardware.
  ///
  /// - Returns: whether that came about within so many cycles.
  public func awaitQuietBus(limit: Int) throws -> Bool {
    let end = cycles + limit
    while try read(.status) & 8 != 0 {
      guard cycles < end else { return false }
    }
    return true
  }

  /// Resets the hardware, not the memory.
  public func reset() throws { try check(functions.reset(bench)) }

  private func check(_ outcome: Int32) throws {
    switch outcome {
    case 0: return
    case 2: throw RunError.protocolViolation(String(cString: functions.violation(bench)))
    case 3:
      let message = String(cString: functions.message())
      functions.clearMessage()
      throw RunError.assertion(message.trimmingCharacters(in: .whitespacesAndNewlines))
    default: throw RunError.stuck(cycles: 100)
    }
  }
}
