import BigInt
import Hardware
import HardwareSimulation
import TestSupport

@testable import Accelerator

/// A memory reader with its clients.
final class ReaderBench: BusBench {
  private(set) var requests: [StreamSource] = []
  private(set) var data: [StreamSink] = []
  private let dataPort: Int

  init(
    _ simulator: any Simulator, _ memory: AXIMemory, _ architecture: Architecture, clients: Int, size: Int,
    seed: UInt64, stalls: (_ client: Int) -> (requests: Double, data: Double) = { _ in (0, 0) }
  ) throws {
    dataPort = try simulator.port(named: "beat")
    try super.init(simulator, memory, architecture, seed: seed)
    try set("size", size)
    for client in 0..<clients {
      requests.append(try streams.source("requests_\(client)", stalls: stalls(client).requests))
      data.append(try streams.sink("data_\(client)", stalls: stalls(client).data))
    }
  }

  override func drive() throws {
    try set("address_ready", slave.takesAR ? 1 : 0)
    try set("beat_valid", slave.r == nil ? 0 : 1)
    guard let beat = slave.r else { return }
    try set("beat_id", beat.id)
    try set("beat_last", beat.isLast ? 1 : 0)
    try set("response", beat.response)
    simulator.setWords(Array(beat.data.prefix(max(1, architecture.memoryDataBits / 64))), of: dataPort)
  }

  override func master() throws -> AXIMemory.Master {
    var burst = try burst()
    burst?.id = try simulator.peekInt("address_id")
    return AXIMemory.Master(ar: burst)
  }

  override func note(_ master: AXIMemory.Master) throws {
    if slave.r?.isLast == true { underWay -= 1 }
    guard let burst = master.ar, slave.takesAR else { return }
    bursts.append((cycle, burst))
    underWay += 1
  }

  func send(_ request: BusRequest, client: Int = 0) throws { try requests[client].send([request.payload]) }
}
