/// One operation of the compiled program.
///
/// `target`, `a`, `b` and `c` are offsets of words in the storage unless the operation says otherwise; `immediate` is
/// the mask of the target's valid bits unless it says otherwise.
struct Instruction {
  enum Operation: UInt8 {
    case copy, not, and, or, xor, add, subtract, multiply
    case equal, notEqual, less, lessOrEqual
    /// `c` is 64 minus the operands' width, which moves their sign to the top.
    case signedLess, signedLessOrEqual
    /// `c` is the width: that many places and more shift everything out.
    case shiftLeft, shiftRight
    /// `c` is 64 minus the width.
    case shiftRightArithmetic
    /// `a` where the word at `c` is not 0, else `b`.
    case multiplex
    /// The word at the `a`-th of `c` offsets in the operand table from `b` up; the one behind them past the end.
    case select
    /// Bit number `b` of `a`; `c` is the width.
    case bit
    /// `a`, moved up by `c` places, above `b`.
    case join
    /// `a`, moved down by `c` places.
    case slice
    /// `c` is 64 minus the operand's width.
    case signExtend
    /// `immediate` is the mask of the operand.
    case reduceAnd
    case reduceOr, reduceXor
    /// The word number `a` of the memory that starts at offset `b`; `immediate` is its depth.
    case memoryRead
    /// `immediate` is the index of a wide operation.
    case wide
  }

  var operation: Operation
  var target: UInt32
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
  var immediate: UInt64 = 0
}

/// A value in the storage: the offset of its first word, and its width.
struct Slot: Hashable {
  var offset: UInt32
  var width: Int

  var wordCount: Int { Words.count(forWidth: width) }
  var isNarrow: Bool { width <= 64 }
  var mask: UInt64 { Words.topMask(forWidth: width) }
}

/// An operation in which some value has more than 64 bits.
struct WideOperation {
  enum Kind: UInt8 {
    case copy, not, and, or, xor, add, subtract, multiply
    case equal, notEqual, less, lessOrEqual, signedLess, signedLessOrEqual
    case shiftLeft, shiftRight, shiftRightArithmetic
    /// Condition, then, otherwise.
    case multiplex
    /// Index, elements, and the value past their end.
    case select
    case bit
    /// Most significant first.
    case concatenate
    /// `immediate` is the lowest bit.
    case slice
    case zeroExtend, signExtend
    case reduceAnd, reduceOr, reduceXor
    /// `immediate` is the depth; the first operand is the address, the second the memory's first word.
    case memoryRead
  }

  var kind: Kind
  var target: Slot
  var operands: [Slot]
  var immediate = 0
}
