/// Reads the fields by their names. Strict: unknown keys, wrong types and missing fields are errors, all reported
/// together. A key `preset` names the preset that gives the fields that are left out.
extension Architecture: Decodable {
  /// - Throws: `ArchitectureError`, whatever the decoder; ranges are the affair of `validated()`.
  public init(from decoder: any Decoder) throws {
    let container: KeyedDecodingContainer<ArchitectureKey>
    do {
      container = try decoder.container(keyedBy: ArchitectureKey.self)
    } catch DecodingError.typeMismatch {
      throw ArchitectureError(problems: ["an object with the fields of an architecture is expected"])
    }
    var problems = Self.unknownKeys(container)
    let preset = try Self.preset(container, &problems)
    var architecture = preset ?? .edge
    var missing: [String] = []
    for field in Self.fields {
      let key = ArchitectureKey(field.name)
      guard container.contains(key) else {
        missing.append(field.name)
        continue
      }
      let found = try container.decode(ArchitectureScalar.self, forKey: key)
      if let value = found.value(for: field) {
        field.set(value, in: &architecture)
      } else {
        problems.append("\(field.name) is \(found); \(field.expectedType) is expected")
      }
    }
    if !missing.isEmpty && !container.contains(ArchitectureKey.preset) {
      problems.append(
        "missing: \(missing.joined(separator: ", ")); all fields are needed, or a \"preset\" "
          + "(\(Self.presetNames.joined(separator: ", "))) that gives the others")
    }
    guard problems.isEmpty else { throw ArchitectureError(problems: problems) }
    self = architecture
  }

  private static func unknownKeys(_ container: KeyedDecodingContainer<ArchitectureKey>) -> [String] {
    let known = fields.map(\.name) + [ArchitectureKey.preset.stringValue]
    let unknown = container.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
    guard !unknown.isEmpty else { return [] }
    return unknown.map { "unknown field \"\($0)\"" + didYouMean($0, among: known) }
      + ["the fields are \(known.joined(separator: ", "))"]
  }

  private static func preset(
    _ container: KeyedDecodingContainer<ArchitectureKey>, _ problems: inout [String]
  ) throws -> Architecture? {
    guard container.contains(.preset) else { return nil }
    let found = try container.decode(ArchitectureScalar.self, forKey: .preset)
    guard case .text(let name) = found else {
      problems.append("preset is \(found); one of \(presetNames.joined(separator: ", ")) is expected")
      return nil
    }
    do {
      return try Architecture(preset: name)
    } catch {
      problems += error.problems
      return nil
    }
  }
}

/// A key of an architecture's JSON object.
struct ArchitectureKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  static let preset = ArchitectureKey("preset")

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

extension ArchitectureField {
  fileprivate var expectedType: String {
    switch storage {
    case .number: "a whole number, \(possibleValues),"
    case .flag: possibleValues
    }
  }
}
