extension Enumerated {
  /// One set of statements for each case. Write a Swift `switch` in the closure: the compiler proves that it covers
  /// them all. It prints as a Verilog `case`.
  public func match(
    fileID: StaticString = #fileID, line: UInt = #line,
    @StatementBuilder _ body: (Case) -> [Statement]
  ) -> Statement {
    Statement(.match(expression, arms: Case.allCases.map(body)), location: SourceLocation(fileID, line))
  }
}
