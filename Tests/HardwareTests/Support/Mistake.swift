import Testing

@testable import Hardware

/// A body that stands on one line and has one mistake, with what must be said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let body: @Sendable () -> [Statement]
  let expected: String
  let testDescription: String

  /// - Parameter description: the message, with the check in brackets: `message [check]`.
  init(
    _ description: String, fileID: String = #fileID, line: Int = #line,
    @StatementBuilder _ body: @escaping @Sendable () -> [Statement]
  ) {
    self.body = body
    testDescription = description
    expected = "\(fileID):\(line): error: \(description.dropLast()), in body]"
  }

  var found: [String] { elaborationErrors(in: Body(body)) }
}

/// A module without ports whose statements are given as a closure.
struct Body: Module {
  private let statements: @Sendable () -> [Statement]
  init(@StatementBuilder _ statements: @escaping @Sendable () -> [Statement]) { self.statements = statements }
  var body: [Statement] { statements() }
}

/// What elaboration alone reports, one line each, as a user would see it.
func elaborationErrors(in module: any Module) -> [String] {
  do {
    _ = try module.elaborated()
    return []
  } catch let error as DesignError {
    return error.diagnostics.map(\.description)
  } catch {
    return ["\(error)"]
  }
}
