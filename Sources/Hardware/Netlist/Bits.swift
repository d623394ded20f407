import BigInt

/// A constant of a fixed width; the bits are those of an unsigned number below 2^width.
public struct Bits: Hashable, Sendable, CustomStringConvertible {
  /// Bits of the constant, from 0 up.
  public let width: Int
  /// The number, below 2^width.
  public let value: BigUInt

  /// - Precondition: `value` fits in `width` bits.
  public init(_ value: BigUInt, width: Int) {
    precondition(value.bitWidth <= width, "\(value) does not fit in \(width) bits")
    self.value = value
    self.width = width
  }

  /// The two's complement of a number, cut to `width` bits.
  public init(truncating value: BigInt, width: Int) {
    let modulus = BigInt(1) << width
    let residue = value % modulus
    self.init((residue < 0 ? residue + modulus : residue).magnitude, width: width)
  }

  /// The bits read as a two's-complement number.
  public var signedValue: BigInt {
    guard width > 0, (value >> (width - 1)) & 1 == 1 else { return BigInt(value) }
    return BigInt(value) - (BigInt(1) << width)
  }

  /// As Verilog writes it in decimal: `8'd200`.
  public var description: String { "\(width)'d\(value)" }
}
