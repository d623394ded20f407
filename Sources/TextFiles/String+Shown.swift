extension String {
  /// The text as a terminal, a page or a listing may show it, whatever a file has put into it: control characters, marks
  /// that change the direction of writing, line ends and other invisible scalars appear as `\u{1B}`, and what is longer
  /// than `limit` scalars loses its middle.
  ///
  /// What has been shown stays as it is when it is shown again.
  public func shown(limit: Int = 80) -> String {
    // Almost all text is plain and short: it is left alone.
    if utf8.count <= limit && utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    let scalars = unicodeScalars
    guard scalars.count > limit else { return Self.escaped(scalars[...]) }
    let kept = max(2, limit - Self.gap.count)
    return Self.escaped(scalars.prefix(kept - kept / 3)) + Self.gap + Self.escaped(scalars.suffix(kept / 3))
  }

  /// As ``shown(limit:)`` for a text of several lines: their ends, and blanks of tabs, stay.
  public func shownLines() -> String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.flatMap { scalar in
          scalar == "\n" || scalar == "\t" ? [scalar] : Array(Self.escaped(scalar).unicodeScalars)
        }))
  }

  private static let gap = " ... "

  private static func escaped(_ scalars: Substring.UnicodeScalarView) -> String {
    scalars.reduce(into: "") { $0 += escaped($1) }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: String(scalar)
    }
  }
}
