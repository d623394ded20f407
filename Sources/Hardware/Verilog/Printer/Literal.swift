import BigInt

enum Literal {
  /// `1'b0`, `8'd200`, `-8'sd3`, or hexadecimal from 65,536 on.
  static func text(_ bits: Bits, isSigned: Bool) -> String {
    let mark = isSigned ? "s" : ""
    guard isSigned, bits.signedValue < 0 else { return number(bits.value, bits.width, mark) }
    let magnitude = bits.signedValue.magnitude
    // The most negative number has no positive counterpart of its width.
    return magnitude == bits.value
      ? "\(bits.width)'\(mark)h\(hexadecimal(bits.value))"
      : "-" + number(magnitude, bits.width, mark)
  }

  private static func number(_ value: BigUInt, _ width: Int, _ mark: String) -> String {
    if width == 1 { return "1'\(mark)b\(value)" }
    return value < 65_536 ? "\(width)'\(mark)d\(value)" : "\(width)'\(mark)h\(hexadecimal(value))"
  }

  private static func hexadecimal(_ value: BigUInt) -> String {
    String(value, radix: 16, uppercase: true)
  }
}
