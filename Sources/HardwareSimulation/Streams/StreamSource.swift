import BigInt
import Hardware

/// Offers payloads to a stream that enters the design; once offered, one stays until it has been taken.
public final class StreamSource: BenchPart {
  let domain: ClockDomain
  private let simulator: any Simulator
  private let ports: StreamPorts
  private var stalls: RandomStalls
  private var queue: [Payload] = []
  private var next = 0
  private var isOffering = false

  init(_ name: String, of simulator: any Simulator, stalls: Double, domain: ClockDomain, seed: UInt64) throws {
    (self.simulator, self.domain) = (simulator, domain)
    ports = try StreamPorts(name, of: simulator, isInput: true)
    self.stalls = RandomStalls(probability: stalls, seed: seed)
    simulator.setWord(0, of: ports.valid)
  }

  /// Whether everything has been taken.
  public var isIdle: Bool { next == queue.count }

  /// How many payloads have been taken.
  public var sentCount: Int { next }

  /// Appends payloads of a stream that carries one number.
  ///
  /// - Throws: `SimulationError` where one does not fit.
  public func send(_ numbers: some Sequence<Int>, fileID: String = #fileID, line: Int = #line) throws {
    try send(numbers.map { [BigInt($0)] }, fileID: fileID, line: line)
  }

  /// Appends payloads.
  ///
  /// - Throws: `SimulationError` where one has another number of members than the stream or does not fit.
  public func send(_ payloads: [Payload], fileID: String = #fileID, line: Int = #line) throws {
    try SourceLocation(fileID: fileID, line: line).marking {
      for payload in payloads { try check(payload) }
    }
    queue += payloads
  }

  private func check(_ payload: Payload) throws {
    guard payload.count == ports.payload.count else {
      throw SimulationError(
        "the payload of stream '\(ports.name)' has \(ports.payload.count) members, not \(payload.count)")
    }
    for (value, index) in zip(payload, ports.payload) {
      let port = simulator.ports[index]
      try Fit.check(value, width: port.width, isSigned: port.isSigned, what: "port '\(port.name)'")
    }
  }

  func beginCycle() {
    if !isOffering && !isIdle && !stalls.next() {
      isOffering = true
      for (value, port) in zip(queue[next], ports.payload) { simulator.setValue(value, of: port) }
    }
    simulator.setWord(isOffering ? 1 : 0, of: ports.valid)
  }

  func endCycle() {
    guard isOffering && simulator.word(of: ports.ready) == 1 else { return }
    isOffering = false
    next += 1
  }
}
