import Foundation

extension Architecture {
  /// The architecture as JSON: the same bytes for the same architecture, today and later, since `hash` is made of them.
  ///
  /// An opening brace; each field on a line of its own, in the order of the names' bytes: two spaces, the name in
  /// quotation marks, a space, a colon, a space, the value, and a comma behind all but the last one; a closing brace.
  /// Each line ends with a line feed.
  public var json: String {
    let lines = Self.fields.sorted { $0.name < $1.name }.map { "  \"\($0.name)\" : \($0.value(in: self))" }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  /// Reads an architecture from a JSON file. Whether it is possible is the affair of `validated()`.
  ///
  /// An object with the fields' names as keys. All fields, unless `"preset": "edge"` (or another preset's name) gives
  /// those that are left out. Nothing else is taken: an unknown key, a key that stands twice or a value of another
  /// type is an error.
  public init(jsonFileAt path: String) throws(ArchitectureError) {
    let limit = 1 << 20
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ArchitectureError(file: path, problems: ["there is no such file, or it may not be read"])
    }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: limit + 1) ?? Data() else {
      throw ArchitectureError(file: path, problems: ["this is not a regular file, or it may not be read"])
    }
    guard data.count <= limit else {
      throw ArchitectureError(file: path, problems: ["the file has more than 1 MB; an architecture is expected"])
    }
    do {
      self = try Architecture(decodingJSON: data)
    } catch {
      throw ArchitectureError(file: path, problems: error.problems)
    }
  }

  /// As `init(jsonFileAt:)`, from text.
  public init(json: String) throws(ArchitectureError) {
    try self.init(decodingJSON: Data(json.utf8))
  }

  private init(decodingJSON data: Data) throws(ArchitectureError) {
    do {
      self = try JSONDecoder().decode(Architecture.self, from: data)
    } catch let error as ArchitectureError {
      throw error
    } catch {
      throw ArchitectureError(problems: ["this is not JSON\(Self.reason(error))"])
    }
    let repeated = repeatedKeys(inFlatJSON: data)
    guard repeated.isEmpty else {
      throw ArchitectureError(problems: repeated.map { "\"\($0)\" stands twice; once is expected" })
    }
  }

  /// Where the parser gave up, as far as it tells.
  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error, let cause = context.underlyingError as NSError?,
      let detail = cause.userInfo[NSDebugDescriptionErrorKey] as? String
    else { return "" }
    return ": \(detail.hasSuffix(".") ? String(detail.dropLast()) : detail)"
  }
}

/// The keys that stand more than once in an object of plain values, which a decoder passes over in silence.
///
/// - Parameter data: valid JSON: an object without objects in it.
private func repeatedKeys(inFlatJSON data: Data) -> [String] {
  var seen: Set<String> = []
  var repeated: [String] = []
  var rest = data[...]
  while let opening = rest.firstIndex(of: UInt8(ascii: "\"")) {
    var closing = opening + 1
    while rest[closing] != UInt8(ascii: "\"") { closing += rest[closing] == UInt8(ascii: "\\") ? 2 : 1 }
    let text = String(decoding: rest[opening + 1..<closing], as: UTF8.self)
    rest = rest[(closing + 1)...].drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if rest.first == UInt8(ascii: ":"), !seen.insert(text).inserted, !repeated.contains(text) {
      repeated.append(text)
    }
  }
  return repeated
}
