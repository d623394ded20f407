import BigInt
import Hardware
import HardwareSimulation
import TestSupport

@testable import Accelerator

/// A memory writer with its client.
final class WriterBench: BusBench {
  private(set) var requests: StreamSource!
  private(set) var data: StreamSource!
  /// Called for each acknowledgement, with its number from 0.
  var acknowledge: ((Int) -> Void)?
  private(set) var acknowledgements = 0
  private let dataPort: Int

  init(
    _ simulator: any Simulator, _ memory: AXIMemory, _ architecture: Architecture, window: Range<Int>, seed: UInt64,
    stalls: (requests: Double, data: Double) = (0, 0)
  ) throws {
    dataPort = try simulator.port(named: "beat_payload_data")
    try super.init(simulator, memory, architecture, seed: seed)
    try set("window_first", window.lowerBound)
    try set("window_end", window.upperBound)
    requests = try streams.source("request", stalls: stalls.requests)
    data = try streams.source("data", stalls: stalls.data)
  }

  override func drive() throws {
    try set("address_ready", slave.takesAW ? 1 : 0)
    try set("beat_ready", slave.takesW ? 1 : 0)
    try set("answer_valid", slave.b == nil ? 0 : 1)
    if let answer = slave.b { try set("response", answer.response) }
  }

  override func master() throws -> AXIMemory.Master {
    var master = AXIMemory.Master(aw: try burst())
    if try flag("beat_valid") {
      let words = simulator.words(of: dataPort) + [0]
      master.w = AXIMemory.WriteBeat(
        data: Array(words.prefix(2)), isLast: try flag("beat_payload_is_last"), strobe: 1 << architecture.beatBytes - 1)
    }
    return master
  }

  override func note(_ master: AXIMemory.Master) throws {
    if slave.b != nil { underWay -= 1 }
    if let burst = master.aw, slave.takesAW {
      bursts.append((cycle, burst))
      underWay += 1
    }
    if try flag("acknowledged") {
      acknowledge?(acknowledgements)
      acknowledgements += 1
    }
  }

  func send(_ request: BusRequest, _ bytes: [UInt8]) throws {
    try requests.send([request.payload])
    let beat = architecture.beatBytes
    try data.send(stride(from: 0, to: bytes.count, by: beat).map { [Array(bytes[$0..<$0 + beat]).number] })
  }
}
