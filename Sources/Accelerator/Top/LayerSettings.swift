import Hardware

/// All that the registers of a program say to the array's engines and to post-processing.
struct LayerSettings: Signal {
  var ifmapLayer: IfmapLayer
  var ifmapPass: IfmapPass
  var filterLayer: FilterLayer
  var filterPass: MemoryRange
  var psumLayer: PsumLayer
  var psumEnters: Bit
  var psumInput: PsumInput
  var ofmapLayer: OfmapLayer
  var collectorPass: CollectorPass
  var outputs: OutputSettings
  var vector: VectorSettings

  static func shape(_ architecture: Architecture) -> LayerSettings { LayerSettings(shapes: architecture) }

  private init(shapes architecture: Architecture) {
    ifmapLayer = .shape(architecture)
    ifmapPass = .shape(architecture)
    filterLayer = .shape(architecture)
    filterPass = .shape
    psumLayer = .shape(architecture)
    psumEnters = .shape
    psumInput = .shape(architecture)
    ofmapLayer = .shape(architecture)
    collectorPass = .shape(architecture)
    outputs = .shape(architecture)
    vector = .shape(architecture)
  }

  /// Takes each member from its registers.
  init(_ architecture: Architecture, _ register: (ProgramRegister) -> Unsigned) {
    ifmapLayer = IfmapLayer(register)
    ifmapPass = IfmapPass(register)
    filterLayer = FilterLayer(register)
    filterPass = MemoryRange(memory: register(.filterMemory), lastBeat: register(.filterLastBeat))
    psumLayer = PsumLayer(register)
    psumEnters = register(.psumEnters)[0]
    psumInput = PsumInput(base: register(.psumInput), isStored: register(.passMode)[0])
    ofmapLayer = OfmapLayer(register)
    collectorPass = CollectorPass(isResult: register(.passMode)[1], register)
    outputs = OutputSettings(register)
    vector = VectorSettings(register, architecture)
  }
}
