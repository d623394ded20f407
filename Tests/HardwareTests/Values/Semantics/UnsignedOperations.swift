import BigInt

@testable import Hardware

private func wider(_ a: Number, _ b: Number) -> Int { max(a.width, b.width) }

extension Operation<Unsigned> {
  static var all: [Operation] {
    arithmetic + comparisons + bitwise + shifts + selections + conversions
  }

  // swift-format-ignore
  private static var arithmetic: [Operation] {
    [
      Operation("a + b") { $0 + $1 } model: { $0.value + $1.value },
      Operation("a - b") { $0 - $1 } model: { $0.value - $1.value },
      Operation("a * b") { $0 * $1 } model: { $0.value * $1.value },
      Operation("a &+ b") { $0 &+ $1 } model: { ($0.value + $1.value).modulo(wider($0, $1)) },
      Operation("a &- b") { $0 &- $1 } model: { ($0.value - $1.value).modulo(wider($0, $1)) },
      Operation("a &* b") { $0 &* $1 } model: { ($0.value * $1.value).modulo(wider($0, $1)) },
      Operation("a + 77") { a, _ in a + 77 } model: { a, _ in a.value + 77 },
      Operation("a * 5 - b") { Signed($0 * 5) - Signed($1) } model: { $0.value * 5 - $1.value },
      Operation("wide constant") { a, _ in a + 0x1_0000_0000_0000_0000_0001 }
        model: { a, _ in a.value + (BigInt(1) << 80) + 1 },
    ]
  }

  // swift-format-ignore
  private static var comparisons: [Operation] {
    [
      Operation("a .== b") { $0 .== $1 } model: { .of($0.value == $1.value) },
      Operation("a .!= b") { $0 .!= $1 } model: { .of($0.value != $1.value) },
      Operation("a .< b") { $0 .< $1 } model: { .of($0.value < $1.value) },
      Operation("a .<= b") { $0 .<= $1 } model: { .of($0.value <= $1.value) },
      Operation("a .> b") { $0 .> $1 } model: { .of($0.value > $1.value) },
      Operation("a .>= b") { $0 .>= $1 } model: { .of($0.value >= $1.value) },
      Operation("a .< 1") { a, _ in a .< 1 } model: { a, _ in .of(a.value < 1) },
      Operation("logic") { ($0 .< $1 && $0[0]) ^ ($1[0] || !$0[0]) } model: { a, b in
        .of((a.value < b.value && a.bit(0) == 1) != (b.bit(0) == 1 || a.bit(0) == 0))
      },
    ]
  }

  // swift-format-ignore
  private static var bitwise: [Operation] {
    [
      Operation("&") { $0.widest($1) & $1.widest($0) } model: { $0.value & $1.value },
      Operation("|") { $0.widest($1) | $1.widest($0) } model: { $0.value | $1.value },
      Operation("^") { $0.widest($1) ^ $1.widest($0) } model: { $0.value ^ $1.value },
      Operation("~") { a, _ in ~a } model: { a, _ in (-1 - a.value).modulo(a.width) },
      Operation("anyBit") { a, _ in a.anyBit } model: { a, _ in .of(a.value != 0) },
      Operation("allBits") { a, _ in a.allBits } model: { a, _ in .of(a.value == (BigInt(1) << a.width) - 1) },
      Operation("parity") { a, _ in a.parity } model: { a, _ in
        (0..<a.width).reduce(0) { $0 ^ a.bit($1) }
      },
    ]
  }

  // swift-format-ignore
  private static var shifts: [Operation] {
    [
      Operation("a << 3") { a, _ in a << 3 } model: { a, _ in a.value * 8 },
      Operation("a >> 2") { a, _ in a >> 2 } model: { a, _ in a.value / 4 },
      Operation("a &<< b") { $0 &<< $1.amount } model: { ($0.value << $1.amount).modulo($0.width) },
      Operation("a &>> b") { $0 &>> $1.amount } model: { $0.value >> $1.amount },
    ]
  }

  // swift-format-ignore
  private static var selections: [Operation] {
    [
      Operation("a[b]") { $0[$1.amount] } model: { $1.amount < $0.width ? $0.bit(Int($1.amount)) : 0 },
      Operation("upper half") { a, _ in a[a.width / 2...a.width - 1] } model: { a, _ in a.value >> (a.width / 2) },
      Operation("top bit") { a, _ in a.mostSignificantBit } model: { a, _ in a.bit(a.width - 1) },
      Operation("mux") { mux($0 .< $1, $0, $1) } model: { min($0.value, $1.value) },
      Operation("array") { [$0, $1, ~$0][$1.truncated(to: min(2, $1.width))] } model: { a, b in
        let elements = [a.value, b.value, (-1 - a.value).modulo(a.width)]
        let index = Int(b.value.modulo(min(2, b.width)))
        return index < 3 ? elements[index] : 0
      },
    ]
  }

  // swift-format-ignore
  private static var conversions: [Operation] {
    [
      Operation("Signed(a)") { a, _ in Signed(a) } model: { a, _ in a.value },
      Operation("Signed(bitPattern:)") { a, _ in Signed(bitPattern: a).extended(to: 150) }
        model: { a, _ in a.value.wrapped(a.width) },
      Operation("extended") { a, _ in a.extended(to: 150) } model: { a, _ in a.value },
      Operation("truncated") { a, _ in a.truncated(to: (a.width + 1) / 2) }
        model: { a, _ in a.value.modulo((a.width + 1) / 2) },
      Operation("concatenate") { concatenate($0, $1) } model: { ($0.value << $1.width) | $1.value },
      Operation("repeated") { a, _ in a.repeated(3) } model: { a, _ in
        (a.value << (2 * a.width)) | (a.value << a.width) | a.value
      },
    ]
  }
}

extension SizedLeaf {
  /// In the width of the wider of the two.
  func widest(_ other: Self) -> Self { extended(to: max(width, other.width)) }

  /// The low bits as an amount to shift by.
  var amount: Unsigned { packed.truncated(to: min(8, width)) }
}

extension Number {
  var amount: BigInt { bits.modulo(min(8, width)) }
}
