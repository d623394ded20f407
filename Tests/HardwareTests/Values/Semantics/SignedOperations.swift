import BigInt

@testable import Hardware

private func wider(_ a: Number, _ b: Number) -> Int { max(a.width, b.width) }

extension Operation<Signed> {
  static var all: [Operation] {
    arithmetic + comparisons + bits + conversions
  }

  // swift-format-ignore
  private static var arithmetic: [Operation] {
    [
      Operation("a + b") { $0 + $1 } model: { $0.value + $1.value },
      Operation("a - b") { $0 - $1 } model: { $0.value - $1.value },
      Operation("a * b") { $0 * $1 } model: { $0.value * $1.value },
      Operation("-a") { a, _ in -a } model: { a, _ in -a.value },
      Operation("a &+ b") { $0 &+ $1 } model: { ($0.value + $1.value).wrapped(wider($0, $1)) },
      Operation("a &- b") { $0 &- $1 } model: { ($0.value - $1.value).wrapped(wider($0, $1)) },
      Operation("a &* b") { $0 &* $1 } model: { ($0.value * $1.value).wrapped(wider($0, $1)) },
      Operation("a * -77") { a, _ in a * -77 } model: { a, _ in a.value * -77 },
      Operation("a &+ -1") { a, _ in a &+ -1 } model: { a, _ in (a.value - 1).wrapped(a.width) },
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
      Operation("a .> -1") { a, _ in a .> -1 } model: { a, _ in .of(a.value > -1) },
      Operation("mux") { mux($0 .< $1, $0, $1) } model: { min($0.value, $1.value) },
    ]
  }

  // swift-format-ignore
  private static var bits: [Operation] {
    [
      Operation("&") { $0.widest($1) & $1.widest($0) } model: { $0.bits(wider($0, $1)) & $1.bits(wider($0, $1)) },
      Operation("|") { $0.widest($1) | $1.widest($0) } model: { $0.bits(wider($0, $1)) | $1.bits(wider($0, $1)) },
      Operation("^") { $0.widest($1) ^ $1.widest($0) } model: { $0.bits(wider($0, $1)) ^ $1.bits(wider($0, $1)) },
      Operation("~") { a, _ in ~a } model: { a, _ in -1 - a.value },
      Operation("a << 3") { a, _ in a << 3 } model: { a, _ in a.value * 8 },
      Operation("a >> 2") { a, _ in a >> 2 } model: { a, _ in a.value.shiftedDown(2) },
      Operation("a &<< b") { $0 &<< $1.amount } model: { ($0.value << $1.amount).wrapped($0.width) },
      Operation("a &>> b") { $0 &>> $1.amount } model: { $0.value.shiftedDown($1.amount) },
      Operation("a[b]") { $0[$1.amount] } model: { $1.amount < $0.width ? $0.bit(Int($1.amount)) : 0 },
      Operation("anyBit") { a, _ in a.anyBit } model: { a, _ in .of(a.value != 0) },
      Operation("allBits") { a, _ in a.allBits } model: { a, _ in .of(a.value == -1) },
    ]
  }

  // swift-format-ignore
  private static var conversions: [Operation] {
    [
      Operation("extended") { a, _ in a.extended(to: 150) } model: { a, _ in a.value },
      Operation("truncated") { a, _ in a.truncated(to: (a.width + 1) / 2) }
        model: { a, _ in a.value.wrapped((a.width + 1) / 2) },
      Operation("Unsigned(bitPattern:)") { a, _ in Unsigned(bitPattern: a).extended(to: 150) }
        model: { a, _ in a.bits },
      Operation("array") { [$0, $1][Unsigned($1[0])] } model: { $1.bit(0) == 0 ? $0.value : $1.value },
      Operation("concatenate") { concatenate($0, $1) } model: { ($0.bits << $1.width) | $1.bits },
    ]
  }
}
