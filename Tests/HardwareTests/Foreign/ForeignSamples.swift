@testable import Hardware

/// A hard multiplier with a register at its output.
struct HardMultiplier: ForeignModule {
  let A, B, P: Signed
  let CE: Bit
  private let width: Int

  init(width: Int) {
    self.width = width
    (A, B, P) = (.input(width), .input(width), .output(2 * width))
    CE = .input()
  }

  var verilog: ForeignVerilog {
    ForeignVerilog(
      "MULT_HARD", parameters: ["WIDTH": .integer(width), "MODE": "FAST"], clocks: [.clock("CLK")],
      resets: [.activeLow("RSTN")], paths: .none)
  }

  var model: (any Module)? { HardMultiplierModel(width: width) }
}

struct HardMultiplierModel: Module {
  let A, B, P: Signed
  let CE: Bit

  init(width: Int) {
    (A, B) = (.input(width), .input(width))
    CE = .input()
    P = .outputRegister(2 * width, reset: 0)
  }

  var body: [Statement] {
    when(CE) { P <== A * B }
  }
}

/// An adder of three inputs, none of whose ports is called as in Verilog, without clock.
struct CompressingAdder: ForeignModule {
  let terms: [Unsigned]
  let sum: Unsigned

  init() {
    terms = (0..<3).map { _ in .input(4) }
    sum = .output(6)
  }

  var verilog: ForeignVerilog {
    ForeignVerilog(
      "add3", paths: .all, portNames: ["terms_0": "x", "terms_1": "y", "terms_2": "z", "sum": "Sum"])
  }
}

/// Two multipliers of different widths and an adder.
struct ForeignUser: Module {
  let enable: Bit
  let left, right: Signed
  let first, second: Signed
  let sum: Unsigned
  let narrow, wide: HardMultiplier
  let adder: CompressingAdder

  init() {
    enable = .input()
    (left, right) = (.input(8), .input(8))
    (first, second) = (.output(8), .output(16))
    sum = .output(6)
    (narrow, wide) = (HardMultiplier(width: 4), HardMultiplier(width: 8))
    adder = CompressingAdder()
  }

  var body: [Statement] {
    narrow.A <== left.truncated(to: 4)
    narrow.B <== right.truncated(to: 4)
    wide.A <== left
    wide.B <== right
    for unit in [narrow, wide] { unit.CE <== enable }
    first <== narrow.P
    second <== wide.P
    for (index, term) in adder.terms.enumerated() { term <== Unsigned(index + 1, width: 4) }
    sum <== adder.sum
  }
}

