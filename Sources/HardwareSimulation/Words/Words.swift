import BigInt

/// Numbers as little-endian arrays of 64-bit words, the unused bits of the last one zero.
enum Words {
  static func count(forWidth width: Int) -> Int { (width + 63) >> 6 }

  /// The valid bits of the last word.
  static func topMask(forWidth width: Int) -> UInt64 {
    let used = width & 63
    return used == 0 ? .max : (1 << UInt64(used)) &- 1
  }

  /// The two's complement of a number, cut to `width` bits.
  static func words(of value: BigInt, width: Int) -> [UInt64] {
    var words = [UInt64](repeating: value < 0 ? .max : 0, count: count(forWidth: width))
    for (index, word) in value.words.prefix(words.count).enumerated() { words[index] = UInt64(word) }
    words[words.count - 1] &= topMask(forWidth: width)
    return words
  }

  static func number(_ words: [UInt64], width: Int, isSigned: Bool) -> BigInt {
    let magnitude = BigUInt(words: words.map { UInt($0) })
    let isNegative = isSigned && (magnitude >> (width - 1)) & 1 == 1
    return isNegative ? BigInt(magnitude) - (BigInt(1) << width) : BigInt(magnitude)
  }
}
