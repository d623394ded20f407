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

  /// `width` bits of a number from bit `low` up.
  static func slice(_ words: [UInt64], low: Int, width: Int) -> [UInt64] {
    let places = UInt64(low & 63)
    var slice = (0..<count(forWidth: width)).map { index in
      let source = index + low >> 6
      let upper = places > 0 && source + 1 < words.count ? words[source + 1] << (64 - places) : 0
      return words[source] >> places | upper
    }
    slice[slice.count - 1] &= topMask(forWidth: width)
    return slice
  }

  /// Replaces `width` bits of a number from bit `low` up.
  static func replace(in words: inout [UInt64], low: Int, width: Int, with part: [UInt64]) {
    for bit in 0..<width {
      let (word, place) = ((low + bit) >> 6, UInt64((low + bit) & 63))
      let value = part[bit >> 6] >> UInt64(bit & 63) & 1
      words[word] = words[word] & ~(1 << place) | value << place
    }
  }

  static func number(_ words: [UInt64], width: Int, isSigned: Bool) -> BigInt {
    let magnitude = BigUInt(words: words.map { UInt($0) })
    let isNegative = isSigned && (magnitude >> (width - 1)) & 1 == 1
    return isNegative ? BigInt(magnitude) - (BigInt(1) << width) : BigInt(magnitude)
  }
}
