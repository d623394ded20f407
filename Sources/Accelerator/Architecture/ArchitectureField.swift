/// One parameter of an architecture: what reads, writes, checks and documents it.
///
/// The JSON format, the command line's options and the reports are all made from ``Architecture/fields``.
public struct ArchitectureField: Sendable {
  /// Where the value is, and which values there are.
  public enum Storage: Sendable {
    case number(WritableKeyPath<Architecture, Int> & Sendable, ClosedRange<Int>)
    case flag(WritableKeyPath<Architecture, Bool> & Sendable)
  }

  /// The property's name, which is also the key in JSON.
  public let name: String
  /// The property that holds the value, and which values are possible.
  public let storage: Storage
  /// What is counted, for example `bits`; empty for flags.
  public let unit: String
  /// What the parameter decides, as the end of a sentence that begins with its name.
  public let meaning: String

  init(
    _ name: String, _ path: WritableKeyPath<Architecture, Int> & Sendable, _ range: ClosedRange<Int>, unit: String,
    _ meaning: String
  ) {
    (self.name, storage, self.unit, self.meaning) = (name, .number(path, range), unit, meaning)
  }

  init(_ name: String, _ path: WritableKeyPath<Architecture, Bool> & Sendable, _ meaning: String) {
    (self.name, storage, unit, self.meaning) = (name, .flag(path), "", meaning)
  }

  /// The name on the command line, without dashes: `ifmapBusWords` is `ifmap-bus-words`, `inputFIFO` is `input-fifo`.
  public var optionName: String {
    var words = ""
    var previousIsUpper = true
    for letter in name {
      if letter.isUppercase && !previousIsUpper { words.append("-") }
      words.append(letter.lowercased())
      previousIsUpper = letter.isUppercase
    }
    return words
  }

  /// The possible values in words, for example `1 to 32`.
  public var possibleValues: String {
    switch storage {
    case .number(_, let range): "\(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    }
  }

  /// The value in an architecture.
  public func value(in architecture: Architecture) -> ArchitectureValue {
    switch storage {
    case .number(let path, _): .number(architecture[keyPath: path])
    case .flag(let path): .flag(architecture[keyPath: path])
    }
  }

  /// Writes a value into an architecture; whether it is possible is `Architecture.validated()`'s affair.
  ///
  /// - Precondition: the value is of the field's type.
  public func set(_ value: ArchitectureValue, in architecture: inout Architecture) {
    switch (storage, value) {
    case (.number(let path, _), .number(let number)): architecture[keyPath: path] = number
    case (.flag(let path), .flag(let flag)): architecture[keyPath: path] = flag
    default: preconditionFailure("\(name) takes \(possibleValues), not \(value)")
    }
  }
}

/// The value of an ``ArchitectureField``.
public enum ArchitectureValue: Hashable, Sendable, CustomStringConvertible {
  case number(Int)
  case flag(Bool)

  /// As in JSON: a number, `true` or `false`.
  public var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    }
  }
}
