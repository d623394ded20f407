import Hardware

/// What the buses of an architecture carry in a cycle.
struct BusShapes {
  /// Ifmap values as they are stored.
  let ifmap: WordGroup
  /// Ifmap values inside the array, the zero point subtracted.
  let operand: WordGroup
  let filter: WordGroup
  let psum: WordGroup

  init(_ architecture: Architecture) {
    ifmap = .shape(count: architecture.ifmapBusWords, bits: architecture.activationBits)
    operand = .shape(count: architecture.ifmapBusWords, bits: architecture.operandBits)
    filter = .shape(count: architecture.filterBusWords, bits: architecture.weightBits)
    psum = .shape(count: architecture.psumBusWords, bits: architecture.psumBits)
  }
}
