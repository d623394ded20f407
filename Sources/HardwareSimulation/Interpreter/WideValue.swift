/// A value in the storage.
///
/// Bits above its width are zero before and after every operation; the methods that change it expect their operands
/// elsewhere.
struct WideValue {
  let words: UnsafeMutablePointer<UInt64>
  let width: Int
  let count: Int

  init(_ slot: Slot, _ storage: UnsafeMutablePointer<UInt64>) {
    words = storage + Int(slot.offset)
    width = slot.width
    count = slot.wordCount
  }
}

// MARK: - Questions

extension WideValue {
  var isZero: Bool {
    for index in 0..<count where words[index] != 0 { return false }
    return true
  }

  var isAllOnes: Bool {
    for index in 0..<count - 1 where words[index] != .max { return false }
    return words[count - 1] == Words.topMask(forWidth: width)
  }

  var parity: UInt64 {
    var folded: UInt64 = 0
    for index in 0..<count { folded ^= words[index] }
    return UInt64(folded.nonzeroBitCount & 1)
  }

  var isNegative: Bool { bit(width - 1) == 1 }

  func bit(_ index: Int) -> UInt64 {
    (words[index >> 6] &>> UInt64(index & 63)) & 1
  }

  /// The value, or `limit` where it is larger.
  func clamped(to limit: Int) -> Int {
    for index in 1..<Swift.max(1, count) where words[index] != 0 { return limit }
    return words[0] < UInt64(limit) ? Int(words[0]) : limit
  }

  func isEqual(to other: WideValue) -> Bool {
    for index in 0..<count where words[index] != other.words[index] { return false }
    return true
  }

  func isLess(than other: WideValue) -> Bool {
    var index = count - 1
    while index >= 0 {
      if words[index] != other.words[index] { return words[index] < other.words[index] }
      index -= 1
    }
    return false
  }

  func isSignedLess(than other: WideValue) -> Bool {
    isNegative == other.isNegative ? isLess(than: other) : isNegative
  }
}

// MARK: - Changes

extension WideValue {
  func clear() {
    for index in 0..<count { words[index] = 0 }
  }

  private func trim() {
    words[count - 1] &= Words.topMask(forWidth: width)
  }

  /// Takes a value of at most this width.
  func copy(from other: WideValue) {
    for index in 0..<count { words[index] = index < other.count ? other.words[index] : 0 }
  }

  func complement(_ other: WideValue) {
    for index in 0..<count { words[index] = ~other.words[index] }
    trim()
  }

  func combine(_ left: WideValue, _ right: WideValue, _ operation: (UInt64, UInt64) -> UInt64) {
    for index in 0..<count { words[index] = operation(left.words[index], right.words[index]) }
  }

  func add(_ left: WideValue, _ right: WideValue) {
    var carry: UInt64 = 0
    for index in 0..<count {
      let (sum, overflow) = left.words[index].addingReportingOverflow(right.words[index])
      let (total, more) = sum.addingReportingOverflow(carry)
      words[index] = total
      carry = overflow || more ? 1 : 0
    }
    trim()
  }

  func subtract(_ left: WideValue, _ right: WideValue) {
    var borrow: UInt64 = 0
    for index in 0..<count {
      let (difference, underflow) = left.words[index].subtractingReportingOverflow(right.words[index])
      let (total, more) = difference.subtractingReportingOverflow(borrow)
      words[index] = total
      borrow = underflow || more ? 1 : 0
    }
    trim()
  }

  func multiply(_ left: WideValue, _ right: WideValue) {
    clear()
    for row in 0..<count {
      var carry: UInt64 = 0
      for column in 0..<count - row {
        let product = left.words[row].multipliedFullWidth(by: right.words[column])
        let (sum, overflow) = product.low.addingReportingOverflow(words[row + column])
        let (total, more) = sum.addingReportingOverflow(carry)
        words[row + column] = total
        carry = product.high &+ (overflow ? 1 : 0) &+ (more ? 1 : 0)
      }
    }
    trim()
  }

  /// Moves up by at most the width.
  func shiftLeft(_ other: WideValue, by amount: Int) {
    clear()
    insert(other, at: amount)
  }

  /// Moves down by at most the width, ones from above where `filling`.
  func shiftRight(_ other: WideValue, by amount: Int, filling: Bool) {
    takeSlice(of: other, low: amount)
    if filling { fill(from: width - amount) }
  }

  func signExtend(_ other: WideValue) {
    copy(from: other)
    if other.isNegative { fill(from: other.width) }
  }

  /// Sets all bits from `low` up.
  private func fill(from low: Int) {
    guard low < width else { return }
    words[low >> 6] |= .max &<< UInt64(low & 63)
    for index in (low >> 6) + 1..<Swift.max(count, (low >> 6) + 1) { words[index] = .max }
    trim()
  }

  /// This width of bits from bit `low` of another value up, zeros beyond its end.
  func takeSlice(of other: WideValue, low: Int) {
    let places = UInt64(low & 63)
    for index in 0..<count {
      let source = index + low >> 6
      let lower = source < other.count ? other.words[source] &>> places : 0
      let upper = places > 0 && source + 1 < other.count ? other.words[source + 1] &<< (64 - places) : 0
      words[index] = lower | upper
    }
    trim()
  }

  /// Sets, among zeros, the bits from `low` up to another value; what does not fit is cut.
  func insert(_ other: WideValue, at low: Int) {
    let places = UInt64(low & 63)
    for index in 0..<other.count {
      let goal = index + low >> 6
      guard goal < count else { break }
      words[goal] |= other.words[index] &<< places
      if places > 0 && goal + 1 < count { words[goal + 1] |= other.words[index] &>> (64 - places) }
    }
    trim()
  }
}
