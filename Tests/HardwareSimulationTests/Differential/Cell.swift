import BigInt
import Hardware
import TestSupport

/// A structure of random members, among them an array and sometimes an optional one.
struct Cell: Signal {
  var tag: Unsigned
  var value: Signed
  var flags: [Bit]
  var extra: Unsigned?

  /// The shape of a cell.
  static func shape(_ random: inout SeededGenerator) -> Cell {
    Cell(
      tag: .bits(random.int(1...12)), value: .bits(random.int(2...40)),
      flags: (0..<random.int(1...3)).map { _ in .shape },
      extra: random.chance(50) ? .bits(random.width()) : nil)
  }

  /// A constant of this shape.
  func constant(_ random: inout SeededGenerator) -> Cell {
    func bits(_ width: Int) -> Bits { Bits(random.bits(width), width: width) }
    return Cell(
      tag: Unsigned(BigInt(bits(tag.width).value), width: tag.width),
      value: Signed(bits(value.width).signedValue, width: value.width),
      flags: flags.map { _ in Bit(random.chance(50)) },
      extra: extra.map { Unsigned(BigInt(bits($0.width).value), width: $0.width) })
  }

  /// Another value of the same shape from two of them, member by member.
  func combined(with other: Cell) -> Cell {
    Cell(
      tag: tag &+ other.tag, value: value &- other.value, flags: zip(flags, other.flags).map { $0 ^ $1 },
      extra: extra.flatMap { extra in other.extra.map { extra ^ $0 } })
  }

  /// Another value of the same shape from the same bits: those of one member end up in another.
  func rotated(by distance: Int) -> Cell {
    let (bits, width) = (packed, bitWidth)
    let low = distance % width
    return low == 0 ? self : unpacked(from: concatenate(bits[0..<low], bits[low..<width]))
  }
}
