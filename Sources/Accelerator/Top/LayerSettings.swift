import Hardware

/// All that the registers of a program say to the array's engines and to post-processing.
struct LayerSettings: Signal {
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

  private init(_ other: LayerSettings, _ each: SignalMap) {
    ifmapLayer = each(other.ifmapLayer)
    ifmapPass = each(other.ifmapPass)
    filterLayer = each(other.filterLayer)
    filterPass = each(other.filterPass)
    psumLayer = each(other.psumLayer)
    psumEnters = each(other.psumEnters)
    psumInput = each(other.psumInput)
    ofmapLayer = each(other.ofmapLayer)
    collectorPass = each(other.collectorPass)
    outputs = each(other.outputs)
    vector = each(other.vector)
  }

  func map(_ each: SignalMap) -> LayerSettings { LayerSettings(self, each) }
}
