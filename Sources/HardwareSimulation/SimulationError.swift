import Hardware

/// A simulator could not be built or was asked for something that is not there.
public struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}

/// An assertion or assumption of the design that did not hold.
public struct AssertionFailure: Error, Sendable, CustomStringConvertible {
  /// The assertion's hierarchical name, from below the top.
  public let name: String
  public let message: String
  /// How many edges had passed before the one at which it failed.
  public let cycle: Int
  public let source: SourceLocation?

  public init(name: String, message: String, cycle: Int, source: SourceLocation?) {
    self.name = name
    self.message = message
    self.cycle = cycle
    self.source = source
  }

  public var description: String {
    let place = source.map { "\($0): " } ?? ""
    return "\(place)assertion '\(name)' failed in cycle \(cycle): \(message)"
  }
}
