extension Enumerated {
  /// One set of statements for each case.
  ///
  /// Write a Swift `switch` in the closure: the compiler proves that it covers them all. It prints as a Verilog `case`.
  public func match(
    fileID: StaticString = #fileID, line: UInt = #line,
    @StatementBuilder _ body: (Case) -> [Statement]
  ) -> Statement {
    Statement(.match(expression, arms: Case.allCases.map(body)), location: SourceLocation(fileID, line))
  }
}

extension SizedLeaf {
  /// One set of statements for each value, list or range of values that matters.
  ///
  /// It prints as a Verilog `case`.
  ///
  /// ```swift
  /// address.match {
  ///   on(0x00) { control <== data }
  ///   on(0x04, 0x08) { limit <== data }
  ///   on(0x10...0x1F) { table.write(data, at: address[0..<4]) }
  ///   otherwise { failed <== true }
  /// }
  /// ```
  ///
  /// No value may stand in two arms. Without `otherwise` nothing is done for the values that no arm has.
  public func match(
    fileID: StaticString = #fileID, line: UInt = #line, @MatchBuilder _ arms: () -> [MatchArm]
  ) -> Statement {
    Statement(.choose(expression, arms()), location: SourceLocation(fileID, line))
  }
}
