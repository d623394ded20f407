/// A property that must hold at every rising edge outside reset, wherever this statement stands: within `when` it is
/// expected only under that condition.
///
/// Prints as an assertion for formal tools and simulators.
public func expect(
  _ condition: Bit, _ message: String, name: String? = nil, domain: ClockDomain = .main,
  fileID: StaticString = #fileID, line: UInt = #line
) -> Statement {
  Statement(
    .assertion(kind: .assert, name: name, condition: condition, message: message, domain: domain),
    location: SourceLocation(fileID, line))
}

/// A property of the surroundings: formal tools take it for granted, simulators check it.
public func assume(
  _ condition: Bit, _ message: String, name: String? = nil, domain: ClockDomain = .main,
  fileID: StaticString = #fileID, line: UInt = #line
) -> Statement {
  Statement(
    .assertion(kind: .assume, name: name, condition: condition, message: message, domain: domain),
    location: SourceLocation(fileID, line))
}

/// A situation that tests should reach.
public func cover(
  _ name: String, _ condition: Bit, domain: ClockDomain = .main,
  fileID: StaticString = #fileID, line: UInt = #line
) -> Statement {
  Statement(
    .assertion(kind: .cover, name: name, condition: condition, message: name, domain: domain),
    location: SourceLocation(fileID, line))
}
