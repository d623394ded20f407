// Swift's own operators, where hardware has others. They are chosen so that the compiler's message names the right one;
// without them it speaks of conformances that no value of hardware has. Each stands for two operands of one type: with
// concrete types a wrong operator costs the type checker nothing in long expressions (see `MixedOperands`).

extension Unsigned {
  /// Not for hardware.
  @available(*, unavailable, message: "'==' answers while Swift runs: '.==' compares in hardware")
  public static func == (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!=' answers while Swift runs: '.!=' compares in hardware")
  public static func != (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<' answers while Swift runs: '.<' compares in hardware")
  public static func < (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<=' answers while Swift runs: '.<=' compares in hardware, '<==' assigns")
  public static func <= (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>' answers while Swift runs: '.>' compares in hardware")
  public static func > (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>=' answers while Swift runs: '.>=' compares in hardware")
  public static func >= (left: Unsigned, right: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "a division takes many cycles or much logic: '>>' divides by a power of two")
  public static func / (left: Unsigned, right: Unsigned) -> Unsigned { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "a remainder takes many cycles or much logic: 'x[0..<n]' is the one of 2^n")
  public static func % (left: Unsigned, right: Unsigned) -> Unsigned { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!' is for a Bit: '~' inverts all bits, '.== 0' asks whether none is set")
  public static prefix func ! (operand: Unsigned) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<<' shifts by a constant: '&<<' shifts by a value")
  public static func << (value: Unsigned, amount: Unsigned) -> Unsigned { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>>' shifts by a constant: '&>>' shifts by a value")
  public static func >> (value: Unsigned, amount: Unsigned) -> Unsigned { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &+ y'")
  public static func += (target: Unsigned, value: Unsigned) -> Statement { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &- y'")
  public static func -= (target: Unsigned, value: Unsigned) -> Statement { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &* y'")
  public static func *= (target: Unsigned, value: Unsigned) -> Statement { unavailable() }

  /// Not for hardware.
  @available(
    *, unavailable, message: "an Unsigned has no negative: write '-Signed(x)', or '~x &+ 1' to stay in its bits"
  )
  public static prefix func - (operand: Unsigned) -> Unsigned { unavailable() }
}

extension Signed {
  /// Not for hardware.
  @available(*, unavailable, message: "'==' answers while Swift runs: '.==' compares in hardware")
  public static func == (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!=' answers while Swift runs: '.!=' compares in hardware")
  public static func != (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<' answers while Swift runs: '.<' compares in hardware")
  public static func < (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<=' answers while Swift runs: '.<=' compares in hardware, '<==' assigns")
  public static func <= (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>' answers while Swift runs: '.>' compares in hardware")
  public static func > (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>=' answers while Swift runs: '.>=' compares in hardware")
  public static func >= (left: Signed, right: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "a division takes many cycles or much logic: '>>' divides by a power of two")
  public static func / (left: Signed, right: Signed) -> Signed { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "a remainder takes many cycles or much logic: 'x[0..<n]' is the one of 2^n")
  public static func % (left: Signed, right: Signed) -> Signed { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!' is for a Bit: '~' inverts all bits, '.== 0' asks whether none is set")
  public static prefix func ! (operand: Signed) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'<<' shifts by a constant: '&<<' shifts by a value")
  public static func << (value: Signed, amount: Unsigned) -> Signed { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'>>' shifts by a constant: '&>>' shifts by a value")
  public static func >> (value: Signed, amount: Unsigned) -> Signed { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &+ y'")
  public static func += (target: Signed, value: Signed) -> Statement { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &- y'")
  public static func -= (target: Signed, value: Signed) -> Statement { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "nothing is changed in place: write 'x <== x &* y'")
  public static func *= (target: Signed, value: Signed) -> Statement { unavailable() }
}

extension Bit {
  /// Not for hardware.
  @available(*, unavailable, message: "'==' answers while Swift runs: '.==' compares in hardware")
  public static func == (left: Bit, right: Bit) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!=' answers while Swift runs: '.!=' compares in hardware")
  public static func != (left: Bit, right: Bit) -> Bit { unavailable() }
}

extension Enumerated {
  /// Not for hardware.
  @available(*, unavailable, message: "'==' answers while Swift runs: '.==' compares in hardware")
  public static func == (left: Enumerated, right: Enumerated) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'==' answers while Swift runs: '.==' compares in hardware")
  public static func == (left: Enumerated, right: Case) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!=' answers while Swift runs: '.!=' compares in hardware")
  public static func != (left: Enumerated, right: Enumerated) -> Bit { unavailable() }

  /// Not for hardware.
  @available(*, unavailable, message: "'!=' answers while Swift runs: '.!=' compares in hardware")
  public static func != (left: Enumerated, right: Case) -> Bit { unavailable() }
}

/// A number is no condition.
@available(*, unavailable, message: "'when' takes a Bit: compare the number, or write 'x.anyBit'")
public func when(_ condition: Unsigned, @StatementBuilder _ body: () -> [Statement]) -> When { unavailable() }

/// A number is no condition.
@available(*, unavailable, message: "'when' takes a Bit: compare the number, or write 'x.anyBit'")
public func when(_ condition: Signed, @StatementBuilder _ body: () -> [Statement]) -> When { unavailable() }

/// The body of what no program can call.
private func unavailable() -> Never { fatalError("an unavailable operator was called") }
