import Hardware

extension Samples {
  /// Multipliers in a row, each fed by the one before.
  struct Row: Module {
    let enables: [Bit]
    let activation: Signed
    let weights: [Signed]
    let sums: [Signed]
    let largest: Signed
    let chosen: Signed
    let index: Unsigned
    let units: [MultiplyAccumulate]

    init(count: Int = 3) {
      enables = (0..<count).map { _ in .input() }
      activation = .input(8)
      index = .input(2)
      weights = (0..<count).map { _ in .input(8) }
      sums = (0..<count).map { _ in .output(24) }
      (largest, chosen) = (.output(24), .output(24))
      units = (0..<count).map { _ in MultiplyAccumulate(partialSumBits: 24) }
    }

    var body: [Statement] {
      for (position, unit) in units.enumerated() {
        unit.activation <== activation
        unit.weight <== weights[position]
        unit.enable <== enables[position] && weights[position] .!= 0
        unit.clear <== false
        sums[position] <== unit.partialSum
      }
      largest <== mux(units[0].partialSum .> units[1].partialSum, units[0].partialSum, units[1].partialSum)
      chosen <== sums[index]
    }
  }
}
