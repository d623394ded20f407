/// Reads the fields by their names, all of them, as they were encoded. What a person writes is read by
/// ``Architecture/init(jsonFileAt:)``, which says what is wrong and where.
extension Architecture: Decodable {
  /// Reads every field; whether the values are possible is not checked, see ``Architecture/validated()``.
  ///
  /// - Throws: `DecodingError` for the first field that is missing or of another type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ArchitectureKey.self)
    var architecture = Self.edge
    for field in Self.fields {
      let key = ArchitectureKey(field.name)
      switch field.storage {
      case .number: field.set(.number(try container.decode(Int.self, forKey: key)), in: &architecture)
      case .flag: field.set(.flag(try container.decode(Bool.self, forKey: key)), in: &architecture)
      }
    }
    self = architecture
  }
}

/// A key of an architecture's JSON object.
struct ArchitectureKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}
