import BigInt
import HardwareSimulation

@testable import Accelerator

/// A load engine between a memory and a buffer.
final class LoadBench {
  let architecture: Architecture
  let simulator: any Simulator
  private let streams: StreamBench
  private let transfers, data: StreamSource
  private let requests, stores: StreamSink
  private let failed: Int?
  private(set) var failures = 0
  private(set) var cycles = 0
  /// Beats of DRAM by their offsets; nothing else may be read.
  var memory: [Int: BigInt] = [:]
  /// Cycles from a request to its data.
  private let latency: Int
  private var answered = 0
  private var due: [(cycle: Int, beats: [BigInt])] = []

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(
    _ architecture: Architecture, _ simulator: any Simulator, latency: Int = 0, stalls: (() -> Double) = { 0 },
    seed: UInt64
  ) throws {
    (self.architecture, self.simulator, self.latency) = (architecture, simulator, latency)
    streams = StreamBench(simulator, seed: seed)
    transfers = try streams.source("transfer", stalls: stalls())
    data = try streams.source("data", stalls: stalls())
    // Without compression a request waits for the ready of a register, which does not fall again.
    let pauses = stalls()
    requests = try streams.sink("request", stalls: architecture.compression ? pauses : 0)
    stores = try streams.sink("store", stalls: stalls())
    failed = architecture.compression ? try simulator.port(named: "failed") : nil
    try simulator.reset()
  }

  /// The beats that a transfer has in DRAM.
  func place(_ transfer: TransferCase) {
    for (offset, beats) in transfer.stored {
      for (index, beat) in beats.enumerated() { memory[offset + index * architecture.beatBytes] = beat }
    }
  }

  /// Runs transfers until all words have come, or a failure was told; returns what was written to the buffer.
  func load(_ cases: [TransferCase]) throws -> [[BigInt]] {
    let before = stores.payloads.count
    let expected = before + cases.reduce(0) { $0 + $1.words.count }
    try transfers.send(cases.map(\.payload))
    let start = cycles
    while stores.payloads.count < expected && failures == 0 {
      try step()
      guard cycles - start < 200_000 else { throw Failure(description: "\(stores.payloads.count) words") }
    }
    let end = cycles
    for _ in 0..<20 { try step() }
    cycles = end
    guard failures > 0 || data.isIdle && due.isEmpty else { throw Failure(description: "beats are left over") }
    return Array(stores.payloads[before...])
  }

  private func step() throws {
    try streams.step()
    cycles += 1
    if let failed, simulator.word(of: failed) == 1 { failures += 1 }
    for request in requests.payloads[answered...] {
      let beats = try (0...Int(request[1])).map { index -> BigInt in
        let offset = Int(request[0]) + index * architecture.beatBytes
        guard let beat = memory[offset] else { throw Failure(description: "it reads offset \(offset)") }
        return beat
      }
      due.append((cycles + latency, beats))
    }
    answered = requests.payloads.count
    while let first = due.first, first.cycle <= cycles { try data.send(due.removeFirst().beats.map { [$0] }) }
  }
}
