import Hardware
import Randomness

/// A memory at a bus of which the design is the manager, AXI4 or AXI4-Lite.
///
/// It takes bursts of all kinds, answers after a latency, pauses as its seed decides, and answers identifiers in any
/// order where it may. Bytes outside of it are answered with `decodeError`, those of `fail(_:with:)` as that says; a
/// beat with such bytes writes nothing.
public final class AXIMemory: BenchPart {
  /// How the memory behaves.
  public struct Options: Hashable, Sendable {
    /// Cycles from an address, or from the last beat of a write, to the answer, beyond the one that it takes anyway.
    public var latency = 0
    /// The probability of a pause of each channel in a cycle, from 0 to below 1.
    public var stalls = 0.0
    /// Bursts that are taken at a time in each direction.
    public var outstanding = 16
    /// Whether answers of different identifiers come in any order, and their read beats between one another.
    public var reorders = false

    /// A memory that answers at once and in order unless said otherwise.
    ///
    /// - Parameters:
    ///   - latency: cycles, 0 or more.
    ///   - stalls: a probability, from 0 to below 1.
    ///   - outstanding: bursts in each direction, at least 1.
    ///   - reorders: whether answers of different identifiers come in any order.
    public init(latency: Int = 0, stalls: Double = 0, outstanding: Int = 16, reorders: Bool = false) {
      (self.latency, self.stalls, self.outstanding, self.reorders) = (latency, stalls, outstanding, reorders)
    }
  }

  /// The address of the first byte.
  public let base: UInt64
  /// Bursts that have been taken.
  public private(set) var readBursts = 0, writeBursts = 0

  let domain: ClockDomain
  private let simulator: any Simulator
  private let ports: AXIPorts
  private let options: Options
  private var stalls: RandomStalls
  private var random: SeededGenerator
  private var contents: [UInt8]
  private var failures: [(range: ClosedRange<UInt64>, response: AXIResponse)] = []
  private var cycle = 0
  private var reads: [Read] = []
  private var offeredRead: Int?
  /// Bursts whose data are not complete.
  private var writes: [AXIBurst] = []
  /// Beats, which may come before their address.
  private var beats: [WriteBeat] = []
  private var answers: [Answer] = []
  private var offeredAnswer: Int?

  private struct Read {
    let burst: AXIBurst
    var beat = 0
    let due: Int
  }

  private struct WriteBeat {
    let data: [UInt8]
    let strobes: [Bool]
  }

  private struct Answer {
    let id: Int
    let response: AXIResponse
    let due: Int
  }

  init(
    _ name: String, of simulator: any Simulator, base: UInt64, bytes: Int, _ options: Options, domain: ClockDomain,
    seed: UInt64
  ) throws {
    self.simulator = simulator
    (self.base, self.options, self.domain) = (base, options, domain)
    ports = try AXIPorts(name, of: simulator, designIsManager: true)
    guard bytes > 0, !base.addingReportingOverflow(UInt64(bytes - 1)).overflow else {
      throw SimulationError("a memory of \(bytes) bytes from \(hexadecimal(base)) on does not lie below 2^64")
    }
    contents = Array(repeating: 0, count: bytes)
    stalls = RandomStalls(probability: options.stalls, seed: seed)
    random = SeededGenerator(seed: ~seed)
    for port in [ports.aw.ready, ports.w.ready, ports.ar.ready, ports.b.valid, ports.r.valid] {
      simulator.setWord(0, of: port)
    }
  }

  /// Whether every burst that was taken has been answered, and no data wait for their address.
  public var isIdle: Bool { reads.isEmpty && writes.isEmpty && beats.isEmpty && answers.isEmpty }

  // MARK: The test's side

  /// Sets bytes at once.
  ///
  /// - Throws: `SimulationError` where they do not lie in the memory.
  public func write(
    _ bytes: [UInt8], at address: UInt64, fileID: String = #fileID, line: Int = #line
  ) throws {
    let range = try range(address, bytes.count, SourceLocation(fileID: fileID, line: line))
    contents.replaceSubrange(range, with: bytes)
  }

  /// The bytes as they are now.
  ///
  /// - Throws: `SimulationError` where they do not lie in the memory.
  public func read(
    _ count: Int, at address: UInt64, fileID: String = #fileID, line: Int = #line
  ) throws -> [UInt8] {
    Array(contents[try range(address, count, SourceLocation(fileID: fileID, line: line))])
  }

  /// Answers beats with a byte at these addresses with an error from here on.
  public func fail(_ addresses: ClosedRange<UInt64>, with response: AXIResponse = .subordinateError) {
    failures.append((addresses, response))
  }

  private func range(_ address: UInt64, _ count: Int, _ source: SourceLocation) throws -> Range<Int> {
    let first = address &- base
    guard address >= base, count >= 0, first <= UInt64(contents.count), count <= contents.count - Int(first) else {
      throw SimulationError(
        "\(count) bytes at \(hexadecimal(address)) do not lie in the memory of \(contents.count) bytes from "
          + "\(hexadecimal(base)) on", at: source)
    }
    return Int(first)..<Int(first) + count
  }

  // MARK: The bus

  func beginCycle() {
    cycle += 1
    offer(ports.aw, isReady: writes.count + answers.count < options.outstanding)
    offer(ports.w, isReady: true)
    offer(ports.ar, isReady: reads.count < options.outstanding)
    if offeredRead == nil && !stalls.next() { offerRead() }
    if offeredAnswer == nil && !stalls.next() { offerAnswer() }
    simulator.setWord(offeredRead == nil ? 0 : 1, of: ports.r.valid)
    simulator.setWord(offeredAnswer == nil ? 0 : 1, of: ports.b.valid)
  }

  func endCycle() {
    if let index = offeredRead, ports.fires(ports.r, in: simulator) {
      reads[index].beat += 1
      if reads[index].beat == reads[index].burst.beats { reads.remove(at: index) }
      offeredRead = nil
    }
    if let index = offeredAnswer, ports.fires(ports.b, in: simulator) {
      answers.remove(at: index)
      offeredAnswer = nil
    }
    if ports.fires(ports.ar, in: simulator) {
      reads.append(Read(burst: ports.burst(ports.ar, in: simulator), due: cycle + 1 + options.latency))
      readBursts += 1
    }
    if ports.fires(ports.aw, in: simulator) {
      writes.append(ports.burst(ports.aw, in: simulator))
      writeBursts += 1
    }
    if ports.fires(ports.w, in: simulator) {
      beats.append(WriteBeat(data: ports.data(ports.w, in: simulator), strobes: ports.strobes(in: simulator)))
    }
    finishWrites()
  }

  private func offer(_ channel: AXIPorts.Channel, isReady: Bool) {
    simulator.setWord(isReady && !stalls.next() ? 1 : 0, of: channel.ready)
  }

  private func offerRead() {
    let heads = heads(reads.map { ($0.burst.id, $0.due) })
    guard let index = choose(heads) else { return }
    let (burst, beat) = (reads[index].burst, reads[index].beat)
    let bytes = burst.bytes(ofBeat: beat)
    let response = response(to: bytes)
    var lanes = [UInt8](repeating: 0, count: ports.bytes)
    if response == .okay {
      for address in bytes { lanes[Int(address % UInt64(ports.bytes))] = contents[Int(address - base)] }
    }
    offeredRead = index
    ports.setData(lanes, on: ports.r, in: simulator)
    ports.set("id", of: ports.r, to: UInt64(burst.id), in: simulator)
    ports.set("resp", of: ports.r, to: UInt64(response.rawValue), in: simulator)
    ports.set("last", of: ports.r, to: beat + 1 == burst.beats ? 1 : 0, in: simulator)
  }

  private func offerAnswer() {
    guard let index = choose(heads(answers.map { ($0.id, $0.due) })) else { return }
    offeredAnswer = index
    ports.set("id", of: ports.b, to: UInt64(answers[index].id), in: simulator)
    ports.set("resp", of: ports.b, to: UInt64(answers[index].response.rawValue), in: simulator)
  }

  /// Those that may be answered now: the oldest of each identifier, or of all.
  private func heads(_ waiting: [(id: Int, due: Int)]) -> [Int] {
    var seen: Set<Int> = []
    let first = waiting.indices.filter { seen.insert(waiting[$0].id).inserted }
    return (options.reorders ? first : Array(first.prefix(1))).filter { waiting[$0].due <= cycle }
  }

  private func choose(_ heads: [Int]) -> Int? {
    options.reorders ? heads.randomElement(using: &random) : heads.first
  }

  /// Carries out the writes that have all their data, in the order of their addresses.
  private func finishWrites() {
    while let burst = writes.first, beats.count >= burst.beats {
      var worst = AXIResponse.okay
      for (index, beat) in beats.prefix(burst.beats).enumerated() {
        let bytes = burst.bytes(ofBeat: index)
        let response = response(to: bytes)
        if response.rawValue > worst.rawValue { worst = response }
        guard response == .okay else { continue }
        for address in bytes {
          let lane = Int(address % UInt64(ports.bytes))
          if beat.strobes[lane] { contents[Int(address - base)] = beat.data[lane] }
        }
      }
      beats.removeFirst(burst.beats)
      writes.removeFirst()
      answers.append(Answer(id: burst.id, response: worst, due: cycle + 1 + options.latency))
    }
  }

  private func response(to bytes: ClosedRange<UInt64>) -> AXIResponse {
    if let failure = failures.first(where: { $0.range.overlaps(bytes) }) { return failure.response }
    let isInside = bytes.lowerBound >= base && bytes.upperBound - base < UInt64(contents.count)
    return isInside ? .okay : .decodeError
  }
}

func hexadecimal(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
