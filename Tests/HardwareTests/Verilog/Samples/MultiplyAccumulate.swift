import Hardware

extension Samples {
  /// The example of the language's design notes.
  struct MultiplyAccumulate: Module {
    let enable, clear: Bit
    let activation, weight: Signed
    let partialSum: Signed

    private let partialSumBits: Int

    init(activationBits: Int = 8, weightBits: Int = 8, partialSumBits: Int = 32) {
      self.partialSumBits = partialSumBits
      (enable, clear) = (.input(), .input())
      (activation, weight) = (.input(activationBits), .input(weightBits))
      partialSum = .output(partialSumBits)
    }

    var documentation: String? {
      "Multiplies an activation by a weight and accumulates into a partial sum."
    }

    var body: [Statement] {
      let product = (activation * weight).named("product")
      let sum = Signed.register("sum", partialSumBits)

      when(clear) { sum <== 0 }
        .elsewhen(enable) { sum <== sum &+ product }

      partialSum <== sum
    }
  }
}
