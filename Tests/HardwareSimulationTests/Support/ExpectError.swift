import Testing

/// Expects that a body throws an error with this text, behind the line of the body.
///
/// - Parameter offset: How many lines below the call the body stands.
func expectError(
  _ message: String, below offset: Int = 0, fileID: String = #fileID, line: Int = #line,
  sourceLocation: Testing.SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) {
  let error = #expect(throws: (any Error).self, sourceLocation: sourceLocation) { _ = try body() }
  #expect(error.map { "\($0)" } == "\(fileID):\(line + offset): \(message)", sourceLocation: sourceLocation)
}
