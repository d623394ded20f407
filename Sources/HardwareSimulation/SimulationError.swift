import Hardware

/// A simulator could not be built or was asked for something that is not there.
public struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as a sentence without a full stop.
  public let message: String
  /// The line of the test that asked, where one is known.
  public let source: SourceLocation?

  /// An error with the line of the test that asked, if it is known here.
  public init(_ message: String, at source: SourceLocation? = nil) {
    self.message = message
    self.source = source
  }

  /// The message behind the line: `Tests/CounterTests.swift:12: 300 does not fit ...`.
  public var description: String { source.map { "\($0): \(message)" } ?? message }
}

extension SourceLocation {
  /// Gives simulation errors of the body this line, unless they have one.
  func marking<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SimulationError where error.source == nil {
      throw SimulationError(error.message, at: self)
    }
  }
}

/// An assertion or assumption of the design that did not hold.
public struct AssertionFailure: Error, Sendable, CustomStringConvertible {
  /// The assertion's hierarchical name, from below the top.
  public let name: String
  /// What the assertion says should have held.
  public let message: String
  /// How many edges had passed before the one at which it failed.
  public let cycle: Int
  /// Where the assertion stands in the design's source, if that is known.
  public let source: SourceLocation?

  /// A failure that a simulator found.
  public init(name: String, message: String, cycle: Int, source: SourceLocation?) {
    self.name = name
    self.message = message
    self.cycle = cycle
    self.source = source
  }

  /// One line: the assertion's place in the source, its name, the cycle and its message.
  public var description: String {
    let place = source.map { "\($0): " } ?? ""
    return "\(place)assertion '\(name)' failed in cycle \(cycle): \(message)"
  }
}
