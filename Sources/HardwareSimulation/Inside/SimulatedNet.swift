import BigInt
import Hardware

/// A net within a running design, found by its path: `Simulator.net(_:)`.
public struct SimulatedNet {
  /// What can be done with a net follows from what drives it.
  public enum Kind: Hashable, Sendable {
    /// An input of the top: what is written stays until it is written again.
    case input
    /// A register, or the data of a registered read: what is written stays until the next edge that changes it.
    case register
    /// Follows from others and cannot be written.
    case wire
  }

  /// Dots between instances, the top's own name left out.
  public let path: String
  /// Bits of the value, at least 1.
  public let width: Int
  /// Whether the value is in two's complement.
  public let isSigned: Bool
  /// Set where the value is a case of an enumeration.
  public let enumeration: Netlist.Enumeration?
  /// What drives the net, and so whether it can be set.
  public let kind: Kind
  let read: () -> [UInt64]
  let write: ([UInt64]) throws -> Void

  /// - Parameters:
  ///   - read: Gives the settled value.
  ///   - write: Sets it, without a look at `kind`.
  init(
    _ path: String, _ net: Netlist.Net, kind: Kind, read: @escaping () -> [UInt64],
    write: @escaping ([UInt64]) throws -> Void
  ) {
    self.path = path
    (width, isSigned, enumeration) = (net.width, net.isSigned, net.enumeration)
    (self.kind, self.read, self.write) = (kind, read, write)
  }

  /// The settled value, negative where its type is signed and its top bit is set.
  public var value: BigInt { Words.number(read(), width: width, isSigned: isSigned) }
}

/// A memory within a running design, found by its path: `Simulator.memory(_:)`.
public struct SimulatedMemory {
  /// Dots between instances, the top's own name left out.
  public let path: String
  /// Bits of a word.
  public let width: Int
  /// The number of words.
  public let depth: Int
  let readRow: (Int) -> [UInt64]
  let writeRow: (Int, [UInt64]) throws -> Void
}

extension DesignPaths {
  /// What a net is, at the place where its signal begins.
  func kind(of origin: Place) -> SimulatedNet.Kind {
    let net = net(at: origin)
    switch net.driver {
    case .outside: return .input
    case .register: return .register
    case .memory(let memory, let port):
      let ports = design.definitions[origin.definition].memories[memory].readPorts
      return ports[port].latency == .registered ? .register : .wire
    case .statements, .instance: return .wire
    }
  }
}
