/// Names as they stand in Verilog.
public enum Name {
  /// `partialSum` becomes `partial_sum`, `FIFOControl` becomes `fifo_control`; anything that is no ASCII letter, digit
  /// or underscore becomes an underscore.
  public static func snakeCase(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4)
    for (index, byte) in bytes.enumerated() {
      guard byte < 0x80 else {
        if byte & 0xC0 != 0x80 { result.append(underscore) }  // once for the bytes of a scalar
        continue
      }
      if isUppercase(byte), let last = result.last, last != underscore {
        let afterLower = !isUppercase(bytes[index - 1])
        let beforeLower = index + 1 < bytes.count && isLowercase(bytes[index + 1])
        if afterLower || beforeLower { result.append(underscore) }
      }
      if isUppercase(byte) {
        result.append(byte | 0x20)
      } else {
        result.append(isLowercase(byte) || isDigit(byte) ? byte : underscore)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let underscore = UInt8(ascii: "_")
  private static func isUppercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isLowercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The name of a type without its module, its context and its generic arguments.
  static func baseName(of type: Any.Type) -> String {
    let name = String(describing: type)
    return String(name.prefix { $0 != "<" && $0 != " " })
  }
}
