/// A chain of conditions; `when(_:_:)` begins it, `elsewhen` and `otherwise` continue it.
public struct When: Sendable {
  private var branches: [Statement.Branch]

  init(_ branch: Statement.Branch) { branches = [branch] }

  /// The statements that hold where this condition does and none before it did.
  public func elsewhen(
    _ condition: Bit, fileID: StaticString = #fileID, line: UInt = #line,
    @StatementBuilder _ body: () -> [Statement]
  ) -> When {
    var result = self
    result.branches.append(
      Statement.Branch(condition: condition, body: body(), location: SourceLocation(fileID, line)))
    return result
  }

  /// The statements that hold where none of the conditions did.
  public func otherwise(@StatementBuilder _ body: () -> [Statement]) -> Statement {
    Statement(.when(branches, otherwise: body()), location: branches[0].location)
  }

  /// The chain without a last branch.
  var statement: Statement { Statement(.when(branches, otherwise: []), location: branches[0].location) }

  /// The same chain as though it stood at another line; for library functions that make statements on behalf of their
  /// caller.
  public func located(fileID: StaticString, line: UInt) -> Statement {
    statement.located(fileID: fileID, line: line)
  }
}

/// The statements that hold where the condition does.
public func when(
  _ condition: Bit, fileID: StaticString = #fileID, line: UInt = #line,
  @StatementBuilder _ body: () -> [Statement]
) -> When {
  When(Statement.Branch(condition: condition, body: body(), location: SourceLocation(fileID, line)))
}
