import BigInt
import Hardware
import HardwareSimulation
import TestSupport
import Testing

private let widths = [(1, 1), (1, 7), (8, 8), (9, 5), (32, 31), (63, 64), (64, 64), (65, 3), (3, 130), (130, 129)]

/// Every operator computes what its documentation says, in the interpreter: the second opinion that the emitted Verilog
/// is compared with elsewhere.
@Suite struct OperatorSemanticsTests {
  @Test(arguments: widths)
  func unsignedOperators(_ a: Int, _ b: Int) throws {
    try check(Operation<Unsigned>.all, (a, b), isSigned: false)
  }

  @Test(arguments: widths)
  func signedOperators(_ a: Int, _ b: Int) throws {
    try check(Operation<Signed>.all, (a, b), isSigned: true)
  }

  private func check<Operand>(
    _ operations: [Operation<Operand>], _ widths: (Int, Int), isSigned: Bool
  ) throws {
    let module = Operators(operations, widths)
    let simulator = try Interpreter(module.elaborated())
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for a in samples(widths.0, isSigned, &generator) {
      for b in samples(widths.1, isSigned, &generator) {
        try simulator.poke("a", a.value)
        try simulator.poke("b", b.value)
        for (index, operation) in operations.enumerated() {
          let expected = operation.model(a, b).modulo(module.results[index].width)
          let found = try simulator.peek("results_\(index)")
          #expect(found == expected, "\(operation.name) of \(a) and \(b), seed \(seed)")
        }
      }
    }
  }

  /// The ends of the range and what lies between them.
  private func samples(_ width: Int, _ isSigned: Bool, _ generator: inout SeededGenerator) -> [Number] {
    let all = BigInt(1) << width
    let random = (0..<4).map { _ in BigInt(BigUInt.randomInteger(withMaximumWidth: width, using: &generator)) }
    return ([0, 1, all / 2 - 1, all / 2, all - 1] + random).map { bits in
      let number = bits.modulo(width)
      return Number(value: isSigned ? number.wrapped(width) : number, width: width)
    }
  }
}
