import Hardware

/// The registers that a program sets. Those of the layer are there twice: as they are prepared, and as they hold.
struct ProgramRegisters: Module {
  /// What was prepared shall hold.
  let commits: Bit
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
    (commits, write) = (.input(), .input())
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
    let held = ProgramRegister.allCases.map { register in
      register.isOfLayer
        ? Unsigned.register(Name.snakeCase("\(register)_held"), register.width(architecture))
        : registers[register.rawValue]
    }
    let value = { (register: ProgramRegister) in held[register.rawValue] }

    when(write) {
      for (number, register) in registers.enumerated() {
        when(index .== Unsigned(number)) { register <== data[0..<register.width] }
      }
    }
    when(commits) {
      for register in ProgramRegister.allCases where register.isOfLayer {
        held[register.rawValue] <== registers[register.rawValue]
      }
    }
    transferLoad <== Transfer(.load, architecture, value)
    transferStore <== Transfer(.store, architecture, value)
    settings <== LayerSettings(architecture, value)
  }
}
