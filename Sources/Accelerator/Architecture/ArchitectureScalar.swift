/// A JSON value as it is found where a field's value should be; described as it would stand in the file.
enum ArchitectureScalar: Decodable, CustomStringConvertible {
  case number(Int)
  case flag(Bool)
  case fraction(Double)
  case text(String)
  case other(String)

  init(from decoder: any Decoder) throws {
    if (try? decoder.container(keyedBy: ArchitectureKey.self)) != nil {
      self = .other("an object")
      return
    }
    guard let container = try? decoder.singleValueContainer(), (try? decoder.unkeyedContainer()) == nil else {
      self = .other("a list")
      return
    }
    if container.decodeNil() {
      self = .other("null")
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let fraction = try? container.decode(Double.self) {
      self = .fraction(fraction)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// The value, if it has the field's type.
  func value(for field: ArchitectureField) -> ArchitectureValue? {
    switch (self, field.storage) {
    case (.number(let number), .number): .number(number)
    case (.flag(let flag), .flag): .flag(flag)
    default: nil
    }
  }

  var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .fraction(let fraction): "\(fraction)"
    case .text(let text): "\"\(text)\""
    case .other(let kind): kind
    }
  }
}
