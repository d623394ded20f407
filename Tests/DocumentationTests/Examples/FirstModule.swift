import Hardware

/// Multiplies an activation by a weight and accumulates into a partial sum.
struct MultiplyAccumulate: Module {
  let enable, clear: Bit
  let activation, weight: Signed
  let partialSum: Signed

  init(activationBits: Int, weightBits: Int, partialSumBits: Int) {
    (enable, clear) = (.input(), .input())
    (activation, weight) = (.input(activationBits), .input(weightBits))
    partialSum = .outputRegister(partialSumBits)
  }

  var documentation: String? { "Multiplies an activation by a weight and accumulates into a partial sum." }

  var body: [Statement] {
    let product = (activation * weight).named("product")

    when(clear) { partialSum <== 0 }
      .elsewhen(enable) { partialSum <== partialSum &+ product }
  }
}

func firstVerilog() throws -> String {
  let module = MultiplyAccumulate(activationBits: 8, weightBits: 8, partialSumBits: 32)
  let design = try module.elaborated()
  return try Verilog.text(of: design)
}
