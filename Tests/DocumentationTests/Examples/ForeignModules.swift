import Hardware

/// A multiplier of the device, with a register at its output.
struct DeviceMultiplier: ForeignModule {
  let A, B, P: Signed
  let CE: Bit

  private let width: Int

  init(width: Int) {
    self.width = width
    (A, B) = (.input(width), .input(width))
    P = .output(2 * width)
    CE = .input()
  }

  var verilog: ForeignVerilog {
    ForeignVerilog(
      "MULT_DSP", parameters: ["WIDTH": .integer(width), "ROUNDING": "NONE"], clocks: [.clock("CLK")],
      resets: [.activeLow("RSTN")], paths: .none)
  }

  var model: (any Module)? { DeviceMultiplierModel(width: width) }
}

/// Behaves as the multiplier of the device does.
struct DeviceMultiplierModel: Module {
  let A, B, P: Signed
  let CE: Bit

  init(width: Int) {
    (A, B) = (.input(width), .input(width))
    P = .outputRegister(2 * width, reset: 0)
    CE = .input()
  }

  var body: [Statement] {
    when(CE) { P <== A * B }
  }
}

/// Squares numbers with the multiplier of the device.
struct Square: Module {
  let enable: Bit
  let number: Signed
  let square: Signed

  private let multiplier: DeviceMultiplier

  init(bits: Int) {
    enable = .input()
    number = .input(bits)
    square = .output(2 * bits)
    multiplier = DeviceMultiplier(width: bits)
  }

  var body: [Statement] {
    multiplier.A <== number
    multiplier.B <== number
    multiplier.CE <== enable
    square <== multiplier.P
  }
}
