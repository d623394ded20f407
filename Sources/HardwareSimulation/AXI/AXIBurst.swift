/// A burst of an AXI4 bus (AMBA AXI protocol, IHI 0022); on AXI4-Lite one of a single beat.
public struct AXIBurst: Hashable, Sendable {
  /// How the addresses of a burst's beats follow one another; the numbers are those of `AxBURST`.
  public enum Kind: Int, Sendable {
    /// All beats have the same address.
    case fixed
    case incrementing
    /// As incrementing, but within the block of the burst's size in which it begins.
    case wrapping
  }

  /// The address of the first byte.
  public var address: UInt64
  /// From 1 to 256; 16 at most where the kind is `fixed` or `wrapping`.
  public var beats: Int
  /// A power of two, at most the bytes of the bus.
  public var bytesPerBeat: Int
  /// How the addresses of the beats follow one another.
  public var kind: Kind
  /// The transaction's identifier, 0 where the bus has none.
  public var id: Int

  /// A burst as it is given; whether it keeps the rules of the bus is checked where it is used.
  public init(at address: UInt64, beats: Int, bytesPerBeat: Int, kind: Kind = .incrementing, id: Int = 0) {
    (self.address, self.beats, self.bytesPerBeat, self.kind, self.id) = (address, beats, bytesPerBeat, kind, id)
  }

  /// The addresses of the bytes of a beat: fewer than `bytesPerBeat` in the first one of a burst that is not aligned.
  func bytes(ofBeat beat: Int) -> ClosedRange<UInt64> {
    let size = UInt64(bytesPerBeat)
    let aligned = address & ~(size - 1)
    guard beat > 0 else { return address...aligned + (size - 1) }
    switch kind {
    case .fixed: return address...aligned + (size - 1)
    case .incrementing:
      let first = aligned &+ UInt64(beat) &* size
      return first...first | (size - 1)
    case .wrapping:
      let block = size * UInt64(beats)
      let start = address & ~(block - 1)
      let first = start + (address - start + UInt64(beat) * size) % block
      return first...first + (size - 1)
    }
  }

  /// All bytes from the first address on, for a burst that increments.
  var byteCount: Int { (0..<beats).reduce(0) { $0 + bytes(ofBeat: $1).count } }
}

/// How a transfer ended.
public enum AXIResponse: Int, Hashable, Sendable {
  case okay
  /// Of exclusive accesses, which the models do not make.
  case exclusiveOkay
  /// SLVERR: the subordinate could not do it.
  case subordinateError
  /// DECERR: there is nothing at the address.
  case decodeError
}

/// A bus that broke a rule of its protocol.
public struct AXIViolation: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of its ports without the signal, for example `m_axi`.
  public let bus: String
  /// How many times clocks had risen when it happened.
  public let cycle: Int
  /// What it did, for example `took WVALID back before WREADY`.
  public let breach: String

  /// A breach that a checker found.
  public init(bus: String, cycle: Int, breach: String) {
    (self.bus, self.cycle, self.breach) = (bus, cycle, breach)
  }

  /// One line: the cycle, the bus, and what it did.
  public var description: String { "in cycle \(cycle) the bus '\(bus)' \(breach)" }
}
