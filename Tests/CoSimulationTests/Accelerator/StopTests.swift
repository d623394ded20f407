import Accelerator
import CoSimulation
import Compiler
import Foundation
import TestSupport
import Testing

/// What a host can do when a program does not end as it should: it is told, it stops the program, and it resets the
/// hardware, on any bus, with the bus's rules kept (the memory of the test bench checks them) and the next run right.
@Suite struct StopTests {
  private static var firstSeed: UInt64 {
    ProcessInfo.processInfo.environment["ORRIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1 << 32)
  }

  private static func randomTiming(_ generator: inout SeededGenerator) -> MemoryTiming {
    MemoryTiming(
      latency: [0, 5, 60, 400].randomElement(using: &generator)!,
      outstanding: [1, 2, 16].randomElement(using: &generator)!,
      stallPerMille: [0, 200, 500].randomElement(using: &generator)!, reorders: .random(using: &generator),
      seed: generator.next())
  }

  /// Stops the program, and sees that the host is told at once and that nothing new begins on the bus.
  private func stop(_ session: AcceleratorSession, _ setup: FaultSetup) throws -> AcceleratorSession.Outcome {
    try session.stop()
    let before = session.traffic
    #expect(try session.advance(20), "the host is told at once")
    let outcome = try session.outcome()
    #expect(try session.advance(3) == false)
    #expect(try session.read(.status) & 0b111 == (outcome == .finished ? 0b010 : 0b100))
    let most = setup.network.architecture.memoryBursts
    #expect(session.traffic.readBursts - before.readBursts <= most)
    #expect(session.traffic.writeBursts - before.writeBursts <= most)
    return outcome
  }

  /// Waits until the bus is quiet, sees that it stays so, and resets.
  private func reset(_ session: AcceleratorSession) throws {
    #expect(try session.awaitQuietBus(limit: 100_000))
    #expect(session.unfinished == "")
    let before = session.traffic
    _ = try session.advance(2_000)
    #expect(session.traffic == before, "nothing begins once the bus is quiet")
    try session.reset()
  }

  /// With a latency of 400 too, at which 0 of 15 runs were right when the reset came without a stop.
  @Test func afterAStopAndAResetTheNextRunIsRight() throws {
    let setup = try FaultSetup()
    let first = Self.firstSeed
    var outcomes: [String: Int] = [:]
    for number in 0..<15 {
      var generator = SeededGenerator(seed: first + UInt64(number))
      var timing = Self.randomTiming(&generator)
      if number % 3 == 0 { timing.latency = 400 }
      let session = try setup.session(timing: timing)
      try setup.start(session)
      _ = try session.advance(Int.random(in: 0..<25_000, using: &generator))
      let outcome = try stop(session, setup)
      outcomes["\(outcome)".prefix { $0 != "," }.description, default: 0] += 1
      #expect(outcome == .finished || outcome.isStopped(by: .stopped), "\(outcome)")
      try reset(session)
      #expect(try setup.runsRight(session), "seed \(first + UInt64(number))")
    }
    print("15 programs stopped from seed \(first): \(outcomes.sorted { $0.key < $1.key })")
    #expect(outcomes.values.reduce(0, +) == 15)
  }

  @Test(arguments: [MemoryChannels.readAddress, .readData, .writeAddress, .writeData, .writeAnswer, .all])
  func aProgramOnADeadBusIsStopped(dead: MemoryChannels) throws {
    let setup = try FaultSetup()
    let seed = Self.firstSeed
    var generator = SeededGenerator(seed: seed)
    let session = try setup.session(timing: Self.randomTiming(&generator))
    try setup.start(session, watchdog: 0)
    _ = try session.advance(Int.random(in: 100..<8_000, using: &generator))
    session.silence(dead)
    _ = try session.advance(20_000)
    #expect(try stop(session, setup).isStopped(by: .stopped), "seed \(seed)")
    #expect(try !session.awaitQuietBus(limit: 3_000), "bursts are under way for ever")
    session.silence([])
    try reset(session)
    #expect(try setup.runsRight(session), "seed \(seed)")
  }

  /// What moves on the bus and in the array; the instructions themselves are not counted, but there are few.
  private static let movements: [PerformanceCounter] = [
    .programBeats, .loadBeats, .filterBeats, .storeBeats, .ifmapGroups, .filterGroups, .psumOutputGroups, .vectorReads,
    .loadWrites, .ofmapWrites,
  ]

  /// Status, error and interrupt within the watchdog's cycles and 1,000 since anything moved.
  @Test(arguments: [MemoryChannels.readAddress, .readData, .writeAddress, .writeData, .writeAnswer, .all])
  func theWatchdogTellsOfADeadBus(dead: MemoryChannels) throws {
    let setup = try FaultSetup()
    let seed = Self.firstSeed
    var generator = SeededGenerator(seed: seed)
    let watchdog = 5_000
    let session = try setup.session(timing: Self.randomTiming(&generator))
    try setup.start(session, watchdog: watchdog)
    _ = try session.advance(Int.random(in: 0..<8_000, using: &generator))
    session.silence(dead)
    var (seen, moved) = ([Int](), session.cycles)
    while try !session.advance(100) {
      let counts = try Self.movements.map(session.read)
      if counts != seen { (seen, moved) = (counts, session.cycles) }
      guard session.cycles - moved < 20_000 else { break }
    }
    #expect(session.cycles - moved <= watchdog + 1_000, "seed \(seed)")
    #expect(try session.read(.status) == 0b1100, "stopped, and bursts are under way")
    #expect(try session.outcome().isStopped(by: .watchdog), "seed \(seed)")
    session.silence([])
    try reset(session)
    #expect(try setup.runsRight(session), "seed \(seed)")
  }

  @Test(arguments: [MemoryChannels.all, []])
  func theTimeLimitTellsOfAnyBus(dead: MemoryChannels) throws {
    let setup = try FaultSetup()
    let session = try setup.session(timing: .fast)
    session.silence(dead)
    let start = try setup.start(session, watchdog: 0, timeLimit: 3_000)
    #expect(try session.advance(10_000))
    #expect((3_000..<3_100).contains(session.cycles - start))
    #expect(try session.outcome().isStopped(by: .timeLimit))
    session.silence([])
    try reset(session)
    #expect(try setup.runsRight(session))
  }

  @Test func stoppingWhatDoesNotRunDoesNothing() throws {
    let setup = try FaultSetup()
    let session = try setup.session(timing: .fast)
    for _ in 0..<2 {
      try session.stop()
      #expect(try session.advance(1_000) == false)
      #expect(try session.read(.status) & 0b101 == 0)
      #expect(try setup.runsRight(session))
    }
  }

  /// A driver writes the next program's registers while one runs.
  @Test func aProgramKeepsWhatItBeganWith() throws {
    let setup = try FaultSetup()
    let seed = Self.firstSeed
    var generator = SeededGenerator(seed: seed)
    let session = try setup.session(timing: Self.randomTiming(&generator))
    try setup.start(session)
    let taken = HostRegister.allCases.filter(\.isTakenAtStart)
    #expect(taken.count == 8)
    for round in 0..<50 {
      _ = try session.advance(Int.random(in: 0..<200, using: &generator))
      let register = taken[round % taken.count]
      let value = UInt32.random(in: 1...(.max), using: &generator)
      try session.write(value, to: register)
      #expect(try session.read(register) == value)
    }
    while try !session.advance(10_000) {}
    #expect(try session.outcome() == .finished)
    #expect(try setup.isRight(session), "seed \(seed)")
    #expect(try setup.runsRight(session), "seed \(seed)")
  }

  /// What a program cannot begin with, and the error that says so.
  private static let refused: [(values: [HostRegister: UInt32], error: ProgramError)] = [
    ([.program: 64], .programOffset), ([.memoryBaseLow: 0x4000_0080], .memoryBase),
    ([.memoryBaseLow: 0xFFFF_FF00], .addressSpace), ([.memoryBaseHigh: 1], .addressSpace),
    ([.memorySize: 0xC000_0100], .addressSpace), ([.writeEnd: 0xD000_0000], .addressSpace),
  ]

  @Test(arguments: refused.indices)
  func whatCannotBeginIsRefused(index: Int) throws {
    let setup = try FaultSetup()
    let session = try setup.session(timing: .fast)
    #expect(try setup.runsRight(session))
    let before = session.traffic
    let (values, error) = Self.refused[index]
    for (register, value) in values { try session.write(value, to: register) }
    try session.write(1, to: .control)
    #expect(try session.advance(100), "the host is told at once")
    #expect(try session.outcome() == .stopped(error, instruction: 0))
    _ = try session.advance(1_000)
    #expect(session.traffic == before, "nothing has gone over the bus")
    try reset(session)
    #expect(try setup.runsRight(session))
  }
}
