import BigInt

/// What is done where a number that is matched has certain values, or none of those; made by `on` and `otherwise`.
public struct MatchArm: Sendable {
  /// Nil for all values that no other arm has.
  let values: [ClosedRange<BigInt>]?
  let body: [Statement]
  let location: SourceLocation

  /// The same arm as though it stood at another line.
  func moved(to place: SourceLocation, _ move: ([Statement]) -> [Statement]) -> MatchArm {
    MatchArm(values: values, body: move(body), location: place)
  }
}

/// The statements for one value of a number that is matched, or for several.
public func on(
  _ values: Int..., fileID: StaticString = #fileID, line: UInt = #line, @StatementBuilder _ body: () -> [Statement]
) -> MatchArm {
  on(values.map { BigInt($0) }, fileID: fileID, line: line, body)
}

/// The statements for the values of a list, which may be of any size.
public func on(
  _ values: [BigInt], fileID: StaticString = #fileID, line: UInt = #line, @StatementBuilder _ body: () -> [Statement]
) -> MatchArm {
  MatchArm(values: values.map { $0...$0 }, body: body(), location: SourceLocation(fileID, line))
}

/// The statements for all values from the lower to the upper bound, both included.
public func on(
  _ range: ClosedRange<Int>, fileID: StaticString = #fileID, line: UInt = #line,
  @StatementBuilder _ body: () -> [Statement]
) -> MatchArm {
  MatchArm(
    values: [BigInt(range.lowerBound)...BigInt(range.upperBound)], body: body(), location: SourceLocation(fileID, line))
}

/// The statements for all values from the lower bound up to, not including, the upper bound.
public func on(
  _ range: Range<Int>, fileID: StaticString = #fileID, line: UInt = #line, @StatementBuilder _ body: () -> [Statement]
) -> MatchArm {
  range.isEmpty
    ? MatchArm(values: [], body: body(), location: SourceLocation(fileID, line))
    : on(range.lowerBound...range.upperBound - 1, fileID: fileID, line: line, body)
}

/// The statements for all values that no other arm has; the last arm.
public func otherwise(
  fileID: StaticString = #fileID, line: UInt = #line, @StatementBuilder _ body: () -> [Statement]
) -> MatchArm {
  MatchArm(values: nil, body: body(), location: SourceLocation(fileID, line))
}

/// Collects the arms of a match on a number.
@resultBuilder
public enum MatchBuilder {
  /// One arm.
  public static func buildExpression(_ arm: MatchArm) -> [MatchArm] { [arm] }
  /// Arms that were made elsewhere, in their order.
  public static func buildExpression(_ arms: [MatchArm]) -> [MatchArm] { arms }

  /// The arms of a block, one after the other.
  public static func buildBlock(_ parts: [MatchArm]...) -> [MatchArm] { parts.flatMap { $0 } }
  /// The arms of an `if` without `else`; none where its condition does not hold, when the module is elaborated.
  public static func buildOptional(_ part: [MatchArm]?) -> [MatchArm] { part ?? [] }
  /// The arms of an `if` that is taken when the module is elaborated.
  public static func buildEither(first part: [MatchArm]) -> [MatchArm] { part }
  /// The arms of an `else` that is taken when the module is elaborated.
  public static func buildEither(second part: [MatchArm]) -> [MatchArm] { part }
  /// The arms of all rounds of a `for`.
  public static func buildArray(_ parts: [[MatchArm]]) -> [MatchArm] { parts.flatMap { $0 } }
}
