import BigInt
import Foundation
import Hardware
import HardwareSimulation
import TestSupport

@testable import Accelerator

/// A master of the memory bus in a simulator, with the memory of the test benches at its other end.
class BusBench {
  let simulator: any Simulator
  let streams: StreamBench
  let memory: AXIMemory
  let architecture: Architecture
  private(set) var cycle = 0
  /// The codes of the faults, one for each cycle with one.
  private(set) var faults: [Int] = []
  /// The bursts that the memory has taken, with the cycle of each.
  var bursts: [(cycle: Int, burst: AXIMemory.Address)] = []
  /// Bursts that are under way, and the most that ever were.
  var underWay = 0 { didSet { mostUnderWay = max(mostUnderWay, underWay) } }
  private(set) var mostUnderWay = 0
  var slave = AXIMemory.Slave(takesAR: false, takesAW: false, takesW: false, r: nil, b: nil)

  init(_ simulator: any Simulator, _ memory: AXIMemory, _ architecture: Architecture, seed: UInt64) throws {
    (self.simulator, self.memory, self.architecture) = (simulator, memory, architecture)
    streams = StreamBench(simulator, seed: seed)
    try simulator.reset()
    try set("halt", 0)
    try simulator.poke("base", BigInt(memory.base))
    simulator.observe { [weak self] in try self?.edge() }
  }

  func set(_ port: String, _ value: Int) throws { try simulator.poke(port, value) }
  func flag(_ port: String) throws -> Bool { try simulator.peekInt(port) == 1 }

  /// Drives the master's inputs as the memory does.
  func drive() throws { fatalError("a bench drives its own channels") }
  /// What the master drives.
  func master() throws -> AXIMemory.Master { fatalError("a bench samples its own channels") }
  /// What else happens at the edge.
  func note(_ master: AXIMemory.Master) throws {}

  /// A burst of the master, as the top level says it.
  func burst() throws -> AXIMemory.Address? {
    guard try flag("address_valid") else { return nil }
    return AXIMemory.Address(
      address: UInt64(try simulator.peek("address_payload_address")),
      beats: try simulator.peekInt("address_payload_last_beat") + 1, size: architecture.beatBytes.trailingZeroBitCount)
  }

  func step() throws {
    slave = memory.offer()
    try drive()
    try streams.step()
    cycle += 1
  }

  private func edge() throws {
    let signals = try master()
    try memory.edge(signals)
    try note(signals)
    if try flag("fault") { faults.append(try simulator.peekInt("fault_code")) }
  }

  struct Hang: Error, CustomStringConvertible { let description: String }

  func run(limit: Int = 100_000, until isDone: () throws -> Bool) throws {
    let end = cycle + limit
    while try !isDone() {
      guard cycle < end else { throw Hang(description: "not done in cycle \(cycle); \(memory.unfinished)") }
      try step()
    }
  }

  func run(_ cycles: Int) throws { for _ in 0..<cycles { try step() } }

  /// Begins no further burst, waits until nothing is under way, and sees that it stays so.
  ///
  /// - Returns: what was wrong; nil for nothing.
  func haltAndLookForBursts() throws -> String? {
    try set("halt", 1)
    try step()
    try run(limit: 10_000) { try flag("idle") }
    let before = bursts.count
    guard memory.unfinished.isEmpty else { return "idle with \(memory.unfinished)" }
    try run(60)
    try set("halt", 0)
    return bursts.count == before ? nil : "\(bursts.count - before) bursts while halted"
  }

  /// An architecture for the bus.
  static func architecture(dataBits: Int = 64, addressBits: Int = 40, bursts: Int = 4) -> Architecture {
    var architecture = Architecture.tiny
    (architecture.memoryDataBits, architecture.memoryAddressBits) = (dataBits, addressBits)
    architecture.memoryBursts = bursts
    return architecture
  }

  static func randomArchitecture(using generator: inout SeededGenerator) -> Architecture {
    architecture(
      dataBits: [32, 64, 128].randomElement(using: &generator)!,
      addressBits: [32, 33, 48, 64].randomElement(using: &generator)!,
      bursts: [1, 2, 3, 4, 16].randomElement(using: &generator)!)
  }

  /// Where a memory of some bytes can begin: anywhere, from the first byte to the last one that can be addressed.
  static func randomBase(
    _ architecture: Architecture, bytes: Int, using generator: inout SeededGenerator
  ) -> UInt64 {
    // The topmost block stays free, so that no end of a burst is past 2^64.
    let last = (UInt64.max >> UInt64(64 - architecture.memoryAddressBits)) - UInt64(bytes) - 0xFFF
    let base = [0, last, UInt64.random(in: 0...last, using: &generator)].randomElement(using: &generator)!
    return base & ~63
  }

  static func randomTiming(using generator: inout SeededGenerator) -> AXIMemory.Options {
    AXIMemory.Options(
      latency: [0, 1, 7, 60].randomElement(using: &generator)!,
      beatsPerThousand: [1000, 700, 300].randomElement(using: &generator)!,
      outstanding: [1, 2, 16].randomElement(using: &generator)!,
      stallPerMille: [0, 200, 600].randomElement(using: &generator)!, reorders: .random(using: &generator),
      seed: generator.next())
  }
}

/// A request as a test has it.
struct BusRequest: Hashable, Sendable {
  var offset, beats: Int

  var payload: [BigInt] { [BigInt(offset), BigInt(beats - 1)] }

  /// A request within a window, at one of its edges now and then.
  static func random(
    in window: Range<Int>, beatBytes: Int, using generator: inout SeededGenerator
  ) -> BusRequest {
    let most = min(window.count / beatBytes, [1, 4, 16, 17, 40, 150].randomElement(using: &generator)!)
    let beats = Int.random(in: 1...most, using: &generator)
    let last = (window.count - beats * beatBytes) / beatBytes
    let place = [0, last, .random(in: 0...last, using: &generator)].randomElement(using: &generator)!
    return BusRequest(offset: window.lowerBound + place * beatBytes, beats: beats)
  }
}

extension [UInt8] {
  /// The number that the bytes are, the lowest one first.
  var number: BigInt { BigInt(BigUInt(Data(reversed()))) }
}
