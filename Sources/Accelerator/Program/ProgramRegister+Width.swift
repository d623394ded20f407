import Hardware

extension ProgramRegister {
  /// Bits of counts and of places within a feature map.
  public static let countBits = 16

  /// Bits of the register. Of what an instruction sets the hardware drops the upper ones; `setting(_:_:)` sees to it that
  /// none is lost.
  public func width(_ architecture: Architecture) -> Int {
    switch self {
    case .loadMemory, .loadMemoryStride, .storeMemory, .storeMemoryStride, .filterMemory: 32
    case .loadBuffer, .loadBufferStride, .storeBuffer, .storeBufferStride, .psumInput, .psumOutput, .psumPitch:
      architecture.wordAddressBits
    case .loadLastWord, .storeLastWord, .storeLastRowWord: architecture.wordAddressBits
    case .storeLastRowVector: Architecture.bits(for: architecture.vectorsPerWord)
    case .filterLastBeat: 24
    case .loadFormat, .storeFormat: 2
    case .passMode, .vectorBroadcast: 2
    case .psumEnters, .vectorScalesB: 1
    case .ifmapBase, .ofmapBase, .ifmapRowPitch, .ifmapVectorPitch, .ifmapSamplePitch, .ofmapRowPitch,
      .ofmapVectorPitch, .ofmapSamplePitch:
      architecture.vectorAddressBits
    case .vectorABase, .vectorAWindowColumn, .vectorAWindowRow, .vectorAColumn, .vectorARow, .vectorAVector,
      .vectorBBase, .vectorBColumn, .vectorBRow, .vectorBVector, .vectorResultBase, .vectorResultColumn,
      .vectorResultRow, .vectorResultVector:
      architecture.vectorAddressBits
    case .loadZero, .storeZero, .ifmapZero, .outputZero, .outputMinimum, .outputMaximum, .vectorAZero, .vectorBZero:
      architecture.activationBits
    case .ifmapLastTarget, .filterLastTarget: Architecture.bits(for: architecture.maximumTargets)
    case .psumLastTarget: Architecture.bits(for: architecture.maximumTargets)
    case .ifmapLastLane: Architecture.bits(for: architecture.lanes)
    case .ifmapLastVector: Architecture.bits(for: architecture.ifmapScratchpad)
    case .filterLastGroup: Architecture.bits(for: architecture.filterScratchpad)
    case .filterLastIndex: Architecture.bits(for: architecture.filterBusWords)
    case .psumLastGroup: Architecture.bits(for: architecture.psumScratchpad)
    case .psumLastIndex: Architecture.bits(for: architecture.psumBusWords)
    default: Self.countBits
    }
  }

  /// Whether it holds while a layer runs: what is set is prepared, and holds from the next `Opcode.commit` on. The others
  /// are taken along by the command that they belong to.
  public var isOfLayer: Bool { rawValue >= ProgramRegister.lastStrip.rawValue }
}
