import Hardware

/// The registers that a program sets.
struct ProgramRegisters: Module {
  let write: Bit
  /// The number of the `ProgramRegister`.
  let index: Unsigned
  let data: Unsigned
  let transferLoad, transferStore: Transfer
  let ifmapLayer: IfmapLayer
  let ifmapPass: IfmapPass
  let filterLayer: FilterLayer
  let filterPass: MemoryRange
  let psumLayer: PsumLayer
  let psumEnters: Bit
  let psumInput: PsumInput
  let ofmapLayer: OfmapLayer
  let collectorPass: CollectorPass
  let outputs: OutputSettings
  let vector: VectorSettings

  private let architecture: Architecture

  var documentation: String? { "The registers that a program sets." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    write = .input()
    index = .input(8)
    data = .input(32)
    transferLoad = Transfer.shape(architecture).output()
    transferStore = Transfer.shape(architecture).output()
    ifmapLayer = IfmapLayer.shape(architecture).output()
    ifmapPass = IfmapPass.shape(architecture).output()
    filterLayer = FilterLayer.shape(architecture).output()
    filterPass = MemoryRange.shape.output()
    psumLayer = PsumLayer.shape(architecture).output()
    psumEnters = .output()
    psumInput = PsumInput.shape(architecture).output()
    ofmapLayer = OfmapLayer.shape(architecture).output()
    collectorPass = CollectorPass.shape(architecture).output()
    outputs = OutputSettings.shape(architecture).output()
    vector = VectorSettings.shape(architecture).output()
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
    transferLoad <== Transfer(.load, value)
    transferStore <== Transfer(.store, value)
    ifmapLayer <== IfmapLayer(value)
    ifmapPass <== IfmapPass(value)
    filterLayer <== FilterLayer(value)
    filterPass <== MemoryRange(memory: value(.filterMemory), lastBeat: value(.filterLastBeat))
    psumLayer <== PsumLayer(value)
    psumEnters <== value(.psumEnters)[0]
    psumInput <== PsumInput(base: value(.psumInput), isStored: value(.passMode)[0])
    ofmapLayer <== OfmapLayer(value)
    collectorPass <== CollectorPass(isResult: value(.passMode)[1], value)
    outputs <== OutputSettings(value)
    vector <== VectorSettings(value, architecture)
  }
}
