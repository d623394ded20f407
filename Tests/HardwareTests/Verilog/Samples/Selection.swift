import Hardware

extension Samples {
  /// What Verilog cannot say in one expression: parts of sums, bits at an index, elements of an array, signs.
  struct Selection: Module {
    let first, second: Signed
    let index, amount: Unsigned
    let words: [Unsigned]
    let word, middle: Unsigned
    let flag, isLess: Bit
    let shifted, average: Signed

    init() {
      (first, second) = (.input(8), .input(6))
      (index, amount) = (.input(4), .input(3))
      words = (0..<3).map { _ in .input(12) }
      (word, middle) = (.output(12), .output(4))
      (flag, isLess) = (.output(), .output())
      (shifted, average) = (.output(8), .output(9))
    }

    var body: [Statement] {
      word <== words[index] ^ words[0]
      middle <== (words[0] + words[1])[4...7]
      flag <== words[2][index]
      isLess <== first .< second && first .>= -3
      shifted <== (first &>> amount) &+ second
      average <== (first + second) >> 1
    }
  }
}
