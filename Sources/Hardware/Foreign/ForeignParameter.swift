import BigInt

extension ForeignVerilog {
  /// The value of a parameter.
  ///
  /// Literals of numbers and strings are such values.
  public enum Parameter: Hashable, Sendable {
    /// A number of 32 bits with sign, as Verilog's own `integer`.
    case integer(Int)
    /// Printable ASCII.
    case string(String)
    /// A constant with a width, printed in hexadecimal: `18'h3FF`.
    case bits(Bits)
    /// A finite number.
    case real(Double)
  }
}

extension ForeignVerilog.Parameter: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
  /// `.integer`; that it fits in 32 bits is checked in elaboration.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// `.real`; that it is finite is checked in elaboration.
  public init(floatLiteral value: Double) { self = .real(value) }
  /// `.string`; that it is printable ASCII is checked in elaboration.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension ForeignVerilog.Parameter {
  /// The value as it stands in Verilog; nil where Verilog has none such.
  var text: String? {
    switch self {
    case .integer(let value): Int32(exactly: value).map { "\($0)" }
    case .string(let value): Self.quoted(value)
    case .bits(let bits): bits.width > 0 ? "\(bits.width)'h\(String(bits.value, radix: 16, uppercase: true))" : nil
    case .real(let value): value.isFinite ? "\(value)" : nil
    }
  }

  /// What would be right in place of a value that has no text.
  var advice: String {
    switch self {
    case .integer(let value): "\(value) does not fit in 32 bits: write .bits(Bits(_:width:))"
    case .string(let value): "\(value.debugDescription) has characters other than printable ASCII"
    case .bits: "a constant has at least one bit"
    case .real(let value): "\(value) is no finite number"
    }
  }

  private static func quoted(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }
}
