import Foundation
import TextFiles

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

  /// Reads an architecture from a JSON file.
  ///
  /// An object with the fields' names as keys. All fields, unless `"preset": "edge"` (or another preset's name) gives
  /// those that are left out. Nothing else is taken: an unknown key, a key that stands twice, and a value of another
  /// type or out of its field's range are errors. What the fields owe one another is the affair of `validated()`.
  ///
  /// - Throws: `ArchitectureError` with all problems and their places.
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
      self = try Architecture(parsing: [UInt8](data))
    } catch {
      throw ArchitectureError(file: path, problems: error.problems)
    }
  }

  /// As `init(jsonFileAt:)`, from text.
  public init(json: String) throws(ArchitectureError) {
    try self.init(parsing: Array(json.utf8))
  }

  private init(parsing bytes: [UInt8]) throws(ArchitectureError) {
    let members: [JSONMember]
    do throws(JSONError) {
      members = try JSONValue(parsing: bytes).members(
        of: "the fields of an architecture", example: "{ \"preset\": \"edge\", \"rows\": 8 }")
    } catch {
      let text = error.problem + (error.remedy.isEmpty ? "" : "; \(error.remedy)")
      throw ArchitectureError(problems: [.init(text, at: error.place)])
    }
    var reader = ArchitectureReader()
    self = reader.architecture(members)
    guard reader.problems.isEmpty else { throw ArchitectureError(problems: reader.problems) }
  }
}

/// Turns the members of a JSON object into an architecture, and gathers all that is wrong with them.
private struct ArchitectureReader {
  private(set) var problems: [ArchitectureError.Problem] = []

  private static let presetKey = "preset"

  mutating func architecture(_ members: [JSONMember]) -> Architecture {
    reportUnknownKeys(members)
    let preset = members.first { $0.key == Self.presetKey }
    var architecture = preset.flatMap { self.preset($0.value) } ?? .edge
    for field in Architecture.fields {
      guard let found = members.first(where: { $0.key == field.name }) else { continue }
      set(field, to: found.value, in: &architecture)
    }
    if preset == nil { reportMissingFields(members) }
    return architecture
  }

  private mutating func reportUnknownKeys(_ members: [JSONMember]) {
    let known = Architecture.fields.map(\.name) + [Self.presetKey]
    let unknown = members.filter { !known.contains($0.key) }
    guard !unknown.isEmpty else { return }
    problems += unknown.map {
      .init("unknown field \"\($0.key.shown())\"" + didYouMean($0.key, among: known), at: $0.place)
    }
    problems.append("the fields are \(known.joined(separator: ", "))")
  }

  private mutating func reportMissingFields(_ members: [JSONMember]) {
    let missing = Architecture.fields.map(\.name).filter { name in !members.contains { $0.key == name } }
    guard !missing.isEmpty else { return }
    problems.append(
      "missing: \(missing.joined(separator: ", ")); all fields are needed, or a \"preset\" (\(presetNames)) that gives the others")
  }

  private var presetNames: String { Architecture.presetNames.joined(separator: ", ") }

  private mutating func preset(_ value: JSONValue) -> Architecture? {
    guard case .text(let name) = value.content else {
      problems.append(.init("preset is \(value); one of \(presetNames) is expected", at: value.place))
      return nil
    }
    do {
      return try Architecture(preset: name)
    } catch {
      problems += error.problems.map { .init($0.text, at: value.place) }
      return nil
    }
  }

  private mutating func set(_ field: ArchitectureField, to value: JSONValue, in architecture: inout Architecture) {
    switch (field.storage, value.content, value.wholeNumber) {
    case (.flag, .flag(let flag), _): field.set(.flag(flag), in: &architecture)
    case (.number(_, let range), _, let number?) where range.contains(number):
      field.set(.number(number), in: &architecture)
    case (.number, _, let number?):
      problems.append(.init("\(field.name) is \(number); \(field.possibleValues) are possible", at: value.place))
    default: problems.append(.init("\(field.name) is \(value); \(field.expectedType) is expected", at: value.place))
    }
  }
}

extension ArchitectureField {
  fileprivate var expectedType: String {
    switch storage {
    case .number: "a whole number, \(possibleValues),"
    case .flag: possibleValues
    }
  }
}
