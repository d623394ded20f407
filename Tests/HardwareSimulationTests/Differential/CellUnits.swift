import Hardware

/// What an array of instances is made of: keeps a cell, in a domain of its own.
struct CellUnit: Module {
  let step: Bit
  let cell: Cell
  let kept: Cell
  let mixed: Unsigned
  private let circuit: String

  init(_ circuit: String, shape: Cell, reset: Cell, domain: ClockDomain) {
    (step, cell) = (.input(), shape.input())
    kept = shape.outputRegister(reset: reset, domain: domain)
    mixed = .output(shape.bitWidth)
    self.circuit = circuit
  }

  var moduleName: String { "\(circuit)_unit" }

  var body: [Statement] {
    when(step) { kept <== cell.combined(with: kept) }
    mixed <== cell.packed ^ kept.packed
  }
}

/// The same behind a foreign module, which has nothing but leaves and an array of bits at its border.
struct CellBox: ForeignModule {
  let EN: Bit
  let D, Q: Unsigned
  let TAPS: [Bit]
  private let circuit: String
  private let step: Int

  init(_ circuit: String, width: Int, taps: Int, step: Int) {
    (EN, D, Q) = (.input(), .input(width), .output(width))
    TAPS = (0..<taps).map { _ in .output() }
    (self.circuit, self.step) = (circuit, step)
  }

  var verilog: ForeignVerilog {
    ForeignVerilog(
      "\(circuit.uppercased())_BOX", parameters: ["STEP": .integer(step)], clocks: [.clock("CK")],
      resets: [.activeLow("RN")], paths: .none)
  }

  var model: (any Module)? { CellBoxModel(circuit, width: D.width, taps: TAPS.count, step: step) }
}

private struct CellBoxModel: Module {
  let EN: Bit
  let D, Q: Unsigned
  let TAPS: [Bit]
  private let circuit: String
  private let step: Int

  init(_ circuit: String, width: Int, taps: Int, step: Int) {
    (EN, D) = (.input(), .input(width))
    Q = .outputRegister(width, reset: 0)
    TAPS = (0..<taps).map { _ in .output() }
    (self.circuit, self.step) = (circuit, step)
  }

  var moduleName: String { "\(circuit)_box_model" }

  var body: [Statement] {
    when(EN) { Q <== (Q &+ D) ^ Unsigned(step, width: 8).resized(to: Q.width) }
    for (index, tap) in TAPS.enumerated() { tap <== Q[index % Q.width] }
  }
}
