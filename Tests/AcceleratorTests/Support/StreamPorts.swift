import Hardware
import HardwareSimulation

/// The ports of one stream of a simulated module, found by the stream's name.
struct StreamPorts {
  let valid, ready: Int
  /// One for each leaf of the payload, in packed order.
  let payload: [Int]

  init(_ name: String, of simulator: any Simulator) throws {
    valid = try simulator.port(named: "\(name)_valid")
    ready = try simulator.port(named: "\(name)_ready")
    payload = simulator.ports.indices.filter {
      let port = simulator.ports[$0].name
      return port == "\(name)_payload" || port.hasPrefix("\(name)_payload_")
    }
  }
}

extension Simulator {
  /// Gives an input port the two's complement of a number, cut to its width.
  func drive(_ port: Int, _ value: Int) {
    setWord(UInt64(bitPattern: Int64(value)) & (.max >> UInt64(64 - ports[port].width)), of: port)
  }

  /// The number at a port, negative where its type is signed and its top bit is set.
  func number(at port: Int) -> Int {
    let shift = Int64(64 - ports[port].width)
    let bits = Int64(bitPattern: word(of: port))
    return Int(ports[port].isSigned ? (bits << shift) >> shift : bits)
  }
}
