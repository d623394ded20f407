import BigInt
import TestSupport

extension SeededGenerator {
  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

  mutating func element<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }

  /// From 1 to 130, the borders of words among them more often than by chance.
  mutating func width() -> Int {
    switch int(0...9) {
    case 0, 1: 1
    case 2, 3, 4: int(2...16)
    case 5, 6: element([31, 32, 33, 63, 64, 65, 127, 128, 129, 130])
    default: int(1...130)
    }
  }

  /// Any bits; zeros, ones and the two's-complement extremes more often than by chance.
  mutating func bits(_ width: Int) -> BigUInt {
    let all = BigUInt(1) << width - 1
    switch int(0...11) {
    case 0: return 0
    case 1: return all
    case 2: return BigUInt(1) << (width - 1)
    case 3: return all >> 1
    case 4: return BigUInt(int(0...3)) & all
    default:
      var words: [UInt] = []
      for _ in 0..<(width + 63) / 64 { words.append(UInt(next())) }
      return BigUInt(words: words) & all
    }
  }
}
