import BigInt
import Hardware

extension Simulator {
  /// The index of a port.
  ///
  /// - Throws: `SimulationError` that lists the ports where there is none of this name.
  public func port(named name: String) throws -> Int {
    if let index = portIndices[name] { return index }
    let names = ports.map(\.name).joined(separator: ", ")
    throw SimulationError("the design has no port '\(name)'; its ports are: \(names)")
  }

  /// The value of a port, negative where its type is signed and its top bit is set.
  public func peek(_ name: String) throws -> BigInt {
    value(of: try port(named: name))
  }

  /// The value of a port that fits in an `Int`.
  public func peekInt(_ name: String) throws -> Int {
    let value = try peek(name)
    guard let number = Int(exactly: value) else {
      throw SimulationError("the value \(value) of port '\(name)' does not fit in an Int; use peek")
    }
    return number
  }

  /// Gives an input port a value.
  ///
  /// - Throws: `SimulationError` where the port is not an input or the value does not fit in its type.
  public func poke(_ name: String, _ value: BigInt) throws {
    let index = try port(named: name)
    let port = ports[index]
    guard port.direction == .input else {
      throw SimulationError("port '\(name)' is an output and cannot be poked")
    }
    guard port.range.contains(value) else {
      let kind = port.isSigned ? "signed" : "unsigned"
      throw SimulationError("\(value) does not fit in the \(kind) port '\(name)' of width \(port.width)")
    }
    setValue(value, of: index)
  }

  public func poke(_ name: String, _ value: Int) throws { try poke(name, BigInt(value)) }
  public func poke(_ name: String, _ value: Bool) throws { try poke(name, value ? 1 : 0) }

  /// The value of a port by index, negative where its type is signed and its top bit is set.
  public func value(of port: Int) -> BigInt {
    let type = ports[port]
    return Words.number(words(of: port), width: type.width, isSigned: type.isSigned)
  }

  /// Gives an input port by index the two's complement of a value, cut to the port's width.
  public func setValue(_ value: BigInt, of port: Int) {
    setWords(Words.words(of: value, width: ports[port].width), of: port)
  }
}

extension SimulatedPort {
  /// The numbers that the port can hold.
  public var range: ClosedRange<BigInt> {
    let half = BigInt(1) << (width - 1)
    return isSigned ? -half ... half - 1 : 0 ... half * 2 - 1
  }
}
