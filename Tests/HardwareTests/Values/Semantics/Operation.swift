import BigInt

@testable import Hardware

/// An operator on two values, with what it must compute, stated on whole numbers.
struct Operation<Operand: SizedLeaf>: Sendable {
  let name: String
  let apply: @Sendable (Operand, Operand) -> any Leaf
  let model: @Sendable (Number, Number) -> BigInt

  init(
    _ name: String, _ apply: @escaping @Sendable (Operand, Operand) -> any Leaf,
    model: @escaping @Sendable (Number, Number) -> BigInt
  ) {
    self.name = name
    self.apply = apply
    self.model = model
  }
}

/// A number in so many bits.
struct Number: Sendable {
  let value: BigInt
  let width: Int

  /// The bits, as an unsigned number. (BigInt's own operators on bits are wrong for some negative numbers.)
  var bits: BigInt { bits(width) }

  /// The bits after an extension, as an unsigned number.
  func bits(_ width: Int) -> BigInt { value.modulo(width) }

  func bit(_ position: Int) -> BigInt { (bits >> position) & 1 }
}

extension BigInt {
  /// What remains of the number in `width` bits, read as unsigned.
  func modulo(_ width: Int) -> BigInt {
    let remainder = self % (BigInt(1) << width)
    return remainder < 0 ? remainder + BigInt(1) << width : remainder
  }

  /// What remains of the number in `width` bits, read as two's complement.
  func wrapped(_ width: Int) -> BigInt {
    let remainder = modulo(width)
    return remainder >> (width - 1) == 1 ? remainder - BigInt(1) << width : remainder
  }

  /// Divided by a power of two, towards negative infinity.
  func shiftedDown(_ amount: BigInt) -> BigInt {
    let divisor = BigInt(1) << amount
    return (self - modulo(Int(amount))) / divisor
  }

  static func of(_ condition: Bool) -> BigInt { condition ? 1 : 0 }
}

/// One output for each operation.
struct Operators<Operand: SizedLeaf>: Module {
  let a, b: Operand
  let results: [Unsigned]
  private let operations: [Operation<Operand>]

  init(_ operations: [Operation<Operand>], _ widths: (Int, Int)) {
    self.operations = operations
    let (a, b) = (Operand.input(widths.0), Operand.input(widths.1))
    (self.a, self.b) = (a, b)
    results = operations.map { .output($0.apply(a, b).bitWidth) }
  }

  var body: [Statement] {
    for (operation, result) in zip(operations, results) { result <== operation.apply(a, b).packed }
  }
}
