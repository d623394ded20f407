/// Writes every field under its name.
extension Architecture: Encodable {
  /// Writes the fields in the order of ``Architecture/fields``, numbers as numbers and flags as true or false.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ArchitectureKey.self)
    for field in Self.fields {
      switch field.value(in: self) {
      case .number(let number): try container.encode(number, forKey: ArchitectureKey(field.name))
      case .flag(let flag): try container.encode(flag, forKey: ArchitectureKey(field.name))
      }
    }
  }
}
