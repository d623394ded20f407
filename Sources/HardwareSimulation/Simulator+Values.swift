import BigInt
import Hardware

extension Simulator {
  /// The index of a port.
  ///
  /// - Throws: `SimulationError` that names near ports, or lists them, where there is none of this name.
  public func port(named name: String) throws -> Int {
    if let index = portIndices[name] { return index }
    let names = ports.map(\.name)
    let hint = NearNames.hint(for: name, among: names)
    guard hint.isEmpty else { throw SimulationError("the design has no port '\(name)'\(hint)") }
    let shown = names.prefix(Self.listedPorts).joined(separator: ", ")
    let rest = names.count > Self.listedPorts ? " and \(names.count - Self.listedPorts) more" : ""
    throw SimulationError("the design has no port '\(name)'; its ports are: \(shown)\(rest)")
  }

  private static var listedPorts: Int { 20 }

  /// The value of a port, negative where its type is signed and its top bit is set.
  ///
  /// - Throws: `SimulationError` where there is no such port.
  public func peek(_ name: String, fileID: String = #fileID, line: Int = #line) throws -> BigInt {
    try SourceLocation(fileID: fileID, line: line).marking { value(of: try port(named: name)) }
  }

  /// The value of a port that fits in an `Int`.
  ///
  /// - Throws: `SimulationError` where there is no such port or the value does not fit.
  public func peekInt(_ name: String, fileID: String = #fileID, line: Int = #line) throws -> Int {
    try SourceLocation(fileID: fileID, line: line).marking {
      let value = value(of: try port(named: name))
      guard let number = Int(exactly: value) else {
        throw SimulationError("the value \(value) of port '\(name)' does not fit in an Int; use peek")
      }
      return number
    }
  }

  /// Gives an input port a value.
  ///
  /// - Throws: `SimulationError` where the port is not an input or the value does not fit in its type.
  public func poke(_ name: String, _ value: BigInt, fileID: String = #fileID, line: Int = #line) throws {
    try SourceLocation(fileID: fileID, line: line).marking {
      try set(try port(named: name), to: value)
    }
  }

  /// Gives a port by index a value, if it is an input and the value fits.
  func set(_ index: Int, to value: BigInt) throws {
    let port = ports[index]
    guard port.direction == .input else {
      throw SimulationError("port '\(port.name)' is an output and cannot be poked")
    }
    try Fit.check(value, width: port.width, isSigned: port.isSigned, what: "port '\(port.name)'")
    setValue(value, of: index)
  }

  /// Gives an input port a value that fits in an `Int`.
  ///
  /// - Throws: `SimulationError` where the port is not an input or the value does not fit in its type.
  public func poke(_ name: String, _ value: Int, fileID: String = #fileID, line: Int = #line) throws {
    try poke(name, BigInt(value), fileID: fileID, line: line)
  }

  /// Gives an input port 1 or 0.
  ///
  /// - Throws: `SimulationError` where the port is not an input, or is signed and of one bit, which has no 1.
  public func poke(_ name: String, _ value: Bool, fileID: String = #fileID, line: Int = #line) throws {
    try poke(name, value ? 1 : 0, fileID: fileID, line: line)
  }

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

/// Whether numbers fit.
enum Fit {
  /// The numbers of a type.
  static func range(width: Int, isSigned: Bool) -> ClosedRange<BigInt> {
    let half = BigInt(1) << (width - 1)
    return isSigned ? -half...half - 1 : 0...half * 2 - 1
  }

  /// - Parameter what: For the message, for example `port 'step'`.
  /// - Throws: `SimulationError` where the value does not fit.
  static func check(_ value: BigInt, width: Int, isSigned: Bool, what: String) throws {
    let range = range(width: width, isSigned: isSigned)
    guard !range.contains(value) else { return }
    let kind = isSigned ? "signed" : "unsigned"
    // Longer numbers say less than the width does.
    let limits = width <= 32 ? ", which holds \(range.lowerBound) to \(range.upperBound)" : ""
    throw SimulationError("\(value) does not fit in the \(kind) \(what) of width \(width)\(limits)")
  }
}

extension SimulatedPort {
  /// The numbers that the port can hold.
  public var range: ClosedRange<BigInt> { Fit.range(width: width, isSigned: isSigned) }
}
