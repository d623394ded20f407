import BigInt
import HardwareSimulation

@testable import Accelerator

/// A store engine between a buffer and a memory, which writes a request when all its beats have come.
final class StoreBench {
  let architecture: Architecture
  private let simulator: any Simulator
  private let streams: StreamBench
  private let transfers, words: StreamSource
  private let reads, requests, data: StreamSink
  private let (acknowledged, completed): (Int, Int)
  private(set) var cycles = 0
  /// Words of the buffer by their addresses.
  var buffer: [Int: BigInt] = [:]
  /// Beats that have been written, by their offsets.
  private(set) var memory: [Int: BigInt] = [:]
  /// What had been written when each transfer was said to be completed.
  private(set) var completions: [Set<Int>] = []
  private let latency: Int
  private var (read, requested, taken) = (0, 0, 0)
  private var due: [(cycle: Int, beats: [(Int, BigInt)])] = []
  private var written: Set<Int> = []

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(
    _ architecture: Architecture, _ simulator: any Simulator, latency: Int = 0, stalls: (() -> Double) = { 0 },
    seed: UInt64
  ) throws {
    (self.architecture, self.simulator, self.latency) = (architecture, simulator, latency)
    streams = StreamBench(simulator, seed: seed)
    transfers = try streams.source("transfer", stalls: stalls())
    words = try streams.source("words", stalls: stalls())
    reads = try streams.sink("read", stalls: stalls())
    requests = try streams.sink("request", stalls: stalls())
    data = try streams.sink("data", stalls: stalls())
    acknowledged = try simulator.port(named: "acknowledged")
    completed = try simulator.port(named: "completed")
    try simulator.reset()
    simulator.setWord(0, of: acknowledged)
  }

  func store(_ cases: [TransferCase]) throws {
    let expected = completions.count + cases.count
    try transfers.send(cases.map(\.storePayload))
    let start = cycles
    while completions.count < expected {
      try step()
      guard cycles - start < 200_000 else {
        throw Failure(description: "\(completions.count) of \(expected) transfers; \(data.payloads.count) beats")
      }
    }
    let end = cycles
    for _ in 0..<20 { try step() }
    cycles = end
    guard requested == requests.payloads.count, taken == data.payloads.count, completions.count == expected else {
      throw Failure(description: "requests or beats are left over")
    }
  }

  private func step() throws {
    let isDue = due.first.map { $0.cycle <= cycles } ?? false
    simulator.setWord(isDue ? 1 : 0, of: acknowledged)
    try streams.step()
    cycles += 1
    if isDue { written.formUnion(due.removeFirst().beats.map(\.0)) }
    if simulator.word(of: completed) == 1 { completions.append(written) }
    for address in reads.numbers[read...] {
      guard let word = buffer[address] else { throw Failure(description: "it reads word \(address)") }
      try words.send([[word]])
    }
    read = reads.payloads.count
    while requested < requests.payloads.count {
      let (offset, count) = (Int(requests.payloads[requested][0]), Int(requests.payloads[requested][1]) + 1)
      guard data.payloads.count - taken >= count else { break }
      let beats = (0..<count).map { (offset + $0 * architecture.beatBytes, data.payloads[taken + $0][0]) }
      for (place, beat) in beats {
        guard memory.updateValue(beat, forKey: place) == nil else {
          throw Failure(description: "offset \(place) is written twice")
        }
      }
      due.append((cycles + latency, beats))
      (taken, requested) = (taken + count, requested + 1)
    }
  }
}
