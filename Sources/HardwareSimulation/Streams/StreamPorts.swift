import BigInt

/// The ports of a ready/valid stream: `<name>_valid`, `<name>_ready`, and the payload, which is `<name>_payload` or,
/// for a structure, `<name>_payload_<member>` in the order of the ports.
struct StreamPorts {
  let name: String
  let valid: Int
  let ready: Int
  let payload: [Int]

  /// - Throws: `SimulationError` where there are no such ports, or they run in the other direction.
  init(_ name: String, of simulator: any Simulator, isInput: Bool?) throws {
    self.name = name
    valid = try simulator.port(named: "\(name)_valid")
    ready = try simulator.port(named: "\(name)_ready")
    payload = simulator.ports.indices.filter {
      let port = simulator.ports[$0].name
      return port == "\(name)_payload" || port.hasPrefix("\(name)_payload_")
    }
    guard let isInput, (simulator.ports[valid].direction == .input) != isInput else { return }
    throw SimulationError(
      "the stream '\(name)' \(isInput ? "leaves the design: collect" : "enters the design: drive") it instead")
  }

  /// The payload's members.
  func values(in simulator: any Simulator) -> [BigInt] {
    payload.map(simulator.value)
  }
}

/// One transfer's payload: the number itself, or the members of a structure in the order of the ports.
public typealias Payload = [BigInt]
