/// A chain of conditions; `when(_:_:)` begins it, `elsewhen` and `otherwise` continue it.
public struct When: Sendable {
  private var branches: [(condition: Bit, body: [Statement])]
  private let location: SourceLocation

  init(condition: Bit, body: [Statement], location: SourceLocation) {
    branches = [(condition, body)]
    self.location = location
  }

  /// The statements that hold where this condition does and none before it did.
  public func elsewhen(_ condition: Bit, @StatementBuilder _ body: () -> [Statement]) -> When {
    var result = self
    result.branches.append((condition, body()))
    return result
  }

  /// The statements that hold where none of the conditions did.
  public func otherwise(@StatementBuilder _ body: () -> [Statement]) -> Statement {
    Statement(.when(branches, otherwise: body()), location: location)
  }

  var statement: Statement { Statement(.when(branches, otherwise: []), location: location) }
}

/// The statements that hold where the condition does.
public func when(
  _ condition: Bit, fileID: StaticString = #fileID, line: UInt = #line,
  @StatementBuilder _ body: () -> [Statement]
) -> When {
  When(condition: condition, body: body(), location: SourceLocation(fileID, line))
}
