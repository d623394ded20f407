/// A value of a JSON text, and where it stands.
public struct JSONValue: Sendable, CustomStringConvertible {
  /// What kind of value it is, with the value itself.
  public enum Content: Sendable {
    case null
    case flag(Bool)
    /// As it is written.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([JSONMember])
  }

  /// The value itself.
  public let content: Content
  /// Where its first character stands.
  public let place: TextPlace

  /// The value of a number without a fraction that fits in an `Int`; nil for anything else.
  public var wholeNumber: Int? {
    guard case .number(let digits) = content else { return nil }
    return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
  }

  /// The value of a finite number; nil for anything else.
  public var number: Double? {
    guard case .number(let digits) = content, let value = Double(digits), value.isFinite else { return nil }
    return value
  }

  /// As a message shows it: a scalar as it stands in the file, or what kind of value it is.
  public var description: String {
    switch content {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let digits): digits.shown()
    case .text(let text): "\"\(text.shown())\""
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// The members of an object.
  ///
  /// - Throws: ``JSONError`` that says what was expected instead of this value.
  public func members(of what: String, example: String) throws(JSONError) -> [JSONMember] {
    guard case .object(let members) = content else {
      throw JSONError(place, "an object with \(what) is expected, not \(self)", "\(example) is one")
    }
    return members
  }
}

/// A key of an object with its value.
public struct JSONMember: Sendable {
  /// The key without its quotes, escapes resolved.
  public let key: String
  /// Where the key's quote stands.
  public let place: TextPlace
  /// The value behind the colon.
  public let value: JSONValue
}

/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// Where the text is wrong.
  public let place: TextPlace
  /// What is wrong there, without a full stop.
  public let problem: String
  /// What would be right; empty where the problem says it already.
  public let remedy: String

  /// An error at a place; without a remedy the problem has to say what would be right.
  public init(_ place: TextPlace, _ problem: String, _ remedy: String = "") {
    (self.place, self.problem, self.remedy) = (place, problem, remedy)
  }
}
