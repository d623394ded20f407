/// Collects the statements of a `body`; stamps each with its source line.
@resultBuilder
public enum StatementBuilder {
  /// Statements with the line that they stand on, unless they know one already.
  public static func buildExpression(
    _ statement: Statement, fileID: StaticString = #fileID, line: UInt = #line
  ) -> [Statement] {
    [statement.stamped(SourceLocation(fileID, line))]
  }

  /// A chain of conditions that has no `otherwise`.
  public static func buildExpression(_ conditional: When) -> [Statement] { [conditional.statement] }

  /// Statements with the line that they stand on, unless they know one already.
  public static func buildExpression(
    _ statements: [Statement], fileID: StaticString = #fileID, line: UInt = #line
  ) -> [Statement] {
    statements.map { $0.stamped(SourceLocation(fileID, line)) }
  }

  /// A value that stands alone has no effect.
  @available(*, unavailable, message: "a value is no statement; assign it with <==")
  public static func buildExpression(_ value: some Signal) -> [Statement] { [] }

  /// The statements of a block, one after the other.
  public static func buildBlock(_ parts: [Statement]...) -> [Statement] { parts.flatMap { $0 } }
  /// The statements of an `if` without `else`; none where its condition does not hold, when the module is elaborated.
  public static func buildOptional(_ part: [Statement]?) -> [Statement] { part ?? [] }
  /// The statements of an `if` that is taken when the module is elaborated.
  public static func buildEither(first part: [Statement]) -> [Statement] { part }
  /// The statements of an `else` that is taken when the module is elaborated.
  public static func buildEither(second part: [Statement]) -> [Statement] { part }
  /// The statements of all rounds of a `for`.
  public static func buildArray(_ parts: [[Statement]]) -> [Statement] { parts.flatMap { $0 } }
  /// The statements behind an `if #available`.
  public static func buildLimitedAvailability(_ part: [Statement]) -> [Statement] { part }
}
