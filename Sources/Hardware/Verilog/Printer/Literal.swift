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

  /// `8'h1?`, or `8'b0001_00??` where the open bits are no whole digits.
  static func pattern(_ bits: Bits, open: Int) -> String {
    let size = open % 4 == 0 ? 4 : 1
    let count = (bits.width + size - 1) / size
    let digits = String(bits.value >> open, radix: size == 4 ? 16 : 2, uppercase: true)
    let closed = count - open / size
    let known = closed == 0 ? "" : String(repeating: "0", count: max(0, closed - digits.count)) + digits
    return "\(bits.width)'\(size == 4 ? "h" : "b")\(known)\(String(repeating: "?", count: open / size))"
  }

  private static func number(_ value: BigUInt, _ width: Int, _ mark: String) -> String {
    if width == 1 { return "1'\(mark)b\(value)" }
    return value < 65_536 ? "\(width)'\(mark)d\(value)" : "\(width)'\(mark)h\(hexadecimal(value))"
  }

  private static func hexadecimal(_ value: BigUInt) -> String {
    String(value, radix: 16, uppercase: true)
  }
}
