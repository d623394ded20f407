import BigInt

/// Offers payloads to a stream that enters the design; once offered, one stays until it has been taken.
public final class StreamSource {
  private let simulator: any Simulator
  private let ports: StreamPorts
  private var stalls: RandomStalls
  private var queue: [Payload] = []
  private var next = 0
  private var isOffering = false

  init(_ name: String, of simulator: any Simulator, stalls: Double, seed: UInt64) throws {
    self.simulator = simulator
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
  public func send(_ numbers: some Sequence<Int>) throws {
    try send(numbers.map { [BigInt($0)] })
  }

  /// Appends payloads.
  ///
  /// - Throws: `SimulationError` where one has another number of members than the stream or does not fit.
  public func send(_ payloads: [Payload]) throws {
    for payload in payloads {
      guard payload.count == ports.payload.count else {
        throw SimulationError(
          "the payload of stream '\(ports.name)' has \(ports.payload.count) members, not \(payload.count)")
      }
      for (value, port) in zip(payload, ports.payload) where !simulator.ports[port].range.contains(value) {
        throw SimulationError("\(value) does not fit in '\(simulator.ports[port].name)'")
      }
    }
    queue += payloads
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
