import TextFiles

extension Architecture {
  /// The preset architectures by name, in the order in which they are listed.
  public static let presets: [(name: String, architecture: Architecture)] = [
    ("eyeriss", .eyeriss), ("edge", .edge), ("tiny", .tiny),
  ]

  /// The names of the presets.
  public static var presetNames: [String] { presets.map(\.name) }

  /// The preset of that name.
  public init(preset name: String) throws(ArchitectureError) {
    guard let preset = Self.presets.first(where: { $0.name == name }) else {
      throw ArchitectureError(problems: [
        """
        there is no preset "\(name.shown())"\(didYouMean(name, among: Self.presetNames)) (the presets are \
        \(Self.presetNames.joined(separator: ", ")))
        """
      ])
    }
    self = preset.architecture
  }

  /// The published chip's array: 12x14 PEs, 16 bits, 12/224/24-word scratchpads (JSSC 2017, figure 12). All of its buses
  /// have 64 bits; the chip's for ifmaps had 16, which is `ifmapBusWords` 1.
  public static let eyeriss = Architecture(
    rows: 12, columns: 14, activationBits: 16, zeroPoint: false, weightBits: 16, psumBits: 16, productShift: true,
    ifmapScratchpad: 12, filterScratchpad: 224, psumScratchpad: 24, ifmapBusWords: 4, filterBusWords: 4,
    psumBusWords: 4, inputFIFO: 2, psumFIFO: 4, bufferBanks: 27, bufferDepth: 512, bufferWordBits: 64,
    memoryDataBits: 64, memoryAddressBits: 32, memoryBursts: 4, filterPrefetch: 1024, channelTable: 512,
    compression: true, runBits: 5)

  /// The same array for int8 networks with 32-bit psums: as many bits of ifmap scratchpad in a PE, which hold twice the
  /// values, and buses of 8 activations, 8 weights and 4 psums.
  public static let edge = Architecture(
    rows: 12, columns: 14, activationBits: 8, zeroPoint: true, weightBits: 8, psumBits: 32, productShift: false,
    ifmapScratchpad: 24, filterScratchpad: 224, psumScratchpad: 24, ifmapBusWords: 8, filterBusWords: 8,
    psumBusWords: 4, inputFIFO: 2, psumFIFO: 4, bufferBanks: 16, bufferDepth: 512, bufferWordBits: 128,
    memoryDataBits: 128, memoryAddressBits: 32, memoryBursts: 4, filterPrefetch: 256, channelTable: 512,
    compression: true, runBits: 3)

  /// A 3x4 array for a small FPGA.
  public static let tiny = Architecture(
    rows: 3, columns: 4, activationBits: 8, zeroPoint: true, weightBits: 8, psumBits: 32, productShift: false,
    ifmapScratchpad: 12, filterScratchpad: 64, psumScratchpad: 8, ifmapBusWords: 1, filterBusWords: 2,
    psumBusWords: 1, inputFIFO: 2, psumFIFO: 2, bufferBanks: 8, bufferDepth: 512, bufferWordBits: 32,
    memoryDataBits: 32, memoryAddressBits: 32, memoryBursts: 2, filterPrefetch: 64, channelTable: 256,
    compression: false, runBits: 3)
}
