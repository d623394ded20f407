import Hardware

/// The registers that a program sets.
struct ProgramRegisters: Module {
  let write: Bit
  /// The number of the `ProgramRegister`.
  let index: Unsigned
  let data: Unsigned
  let transferLoad, transferStore: Transfer
  let settings: LayerSettings

  private let architecture: Architecture

  var documentation: String? { "The registers that a program sets." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    write = .input()
    index = .input(8)
    data = .input(32)
    transferLoad = Transfer.shape(architecture, .load).output()
    transferStore = Transfer.shape(architecture, .store).output()
    settings = LayerSettings.shape(architecture).output()
  }

  var body: [Statement] {
    let registers = ProgramRegister.allCases.map { register in
      Unsigned.register(Name.snakeCase("\(register)_register"), register.width(architecture))
    }
    let value = { (register: ProgramRegister) in registers[register.rawValue] }

    when(write) {
      for (number, register) in registers.enumerated() {
        when(index .== Unsigned(number)) { register <== data[0..<register.width] }
      }
    }
    transferLoad <== Transfer(.load, architecture, value)
    transferStore <== Transfer(.store, architecture, value)
    settings <== LayerSettings(architecture, value)
  }
}
