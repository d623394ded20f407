import BigInt
import Hardware

/// Takes payloads from a stream that leaves the design; its pauses do not look at `valid`.
public final class StreamSink: BenchPart {
  let domain: ClockDomain
  private let simulator: any Simulator
  private let ports: StreamPorts
  private var stalls: RandomStalls
  /// What has been taken so far.
  public private(set) var payloads: [Payload] = []

  init(_ name: String, of simulator: any Simulator, stalls: Double, domain: ClockDomain, seed: UInt64) throws {
    (self.simulator, self.domain) = (simulator, domain)
    ports = try StreamPorts(name, of: simulator, isInput: false)
    self.stalls = RandomStalls(probability: stalls, seed: seed)
    simulator.setWord(0, of: ports.ready)
  }

  /// The first member of each payload: the numbers, for a stream that carries one.
  public var numbers: [Int] { payloads.map { Int($0[0]) } }

  func beginCycle() {
    simulator.setWord(stalls.next() ? 0 : 1, of: ports.ready)
  }

  func endCycle() {
    guard simulator.word(of: ports.ready) == 1 && simulator.word(of: ports.valid) == 1 else { return }
    payloads.append(ports.values(in: simulator))
  }
}
