extension Architecture {
  /// All parameters, in the order in which they are listed.
  public static let fields: [ArchitectureField] = [
    ArchitectureField("rows", \.rows, 1...32, unit: "PEs", "rows of processing elements"),
    ArchitectureField("columns", \.columns, 1...32, unit: "PEs", "columns of processing elements"),
    ArchitectureField("activationBits", \.activationBits, 4...16, unit: "bits", "width of a stored activation"),
    ArchitectureField("zeroPoint", \.zeroPoint, "whether activations carry a zero point"),
    ArchitectureField("weightBits", \.weightBits, 1...16, unit: "bits", "width of a weight"),
    ArchitectureField("psumBits", \.psumBits, 8...48, unit: "bits", "width of a partial sum"),
    ArchitectureField("productShift", \.productShift, "whether products are shifted right before they are added"),
    ArchitectureField(
      "ifmapScratchpad", \.ifmapScratchpad, 1...256, unit: "words", "depth of a PE's ifmap scratchpad"),
    ArchitectureField(
      "filterScratchpad", \.filterScratchpad, 1...4096, unit: "words", "depth of a PE's filter scratchpad"),
    ArchitectureField("psumScratchpad", \.psumScratchpad, 1...256, unit: "words", "depth of a PE's psum scratchpad"),
    ArchitectureField(
      "ifmapBusWords", \.ifmapBusWords, 1...16, unit: "words", "ifmap values that the network carries a cycle"),
    ArchitectureField(
      "filterBusWords", \.filterBusWords, 1...16, unit: "words", "weights that the network carries a cycle"),
    ArchitectureField(
      "psumBusWords", \.psumBusWords, 1...16, unit: "words", "psums that the networks carry a cycle, in and out"),
    ArchitectureField(
      "inputFIFO", \.inputFIFO, 1...64, unit: "groups", "bus transfers that each input of a PE can hold"),
    ArchitectureField("psumFIFO", \.psumFIFO, 1...64, unit: "psums", "finished psums that a PE can hold"),
    ArchitectureField("bufferBanks", \.bufferBanks, 1...64, unit: "banks", "memories of the global buffer"),
    ArchitectureField("bufferDepth", \.bufferDepth, 16...65536, unit: "words", "depth of a bank, a power of two"),
    ArchitectureField(
      "bufferWordBits", \.bufferWordBits, 8...512, unit: "bits", "width of a word of the buffer, a power of two"),
    ArchitectureField("memoryDataBits", \.memoryDataBits, 32...128, unit: "bits", "width of the data bus to DRAM"),
    ArchitectureField("memoryAddressBits", \.memoryAddressBits, 32...64, unit: "bits", "width of an address of DRAM"),
    ArchitectureField(
      "memoryBursts", \.memoryBursts, 1...16, unit: "bursts", "bursts under way at a time in each direction"),
    ArchitectureField(
      "filterPrefetch", \.filterPrefetch, 32...4096, unit: "words", "bus words of weights that are fetched ahead"),
    ArchitectureField(
      "channelTable", \.channelTable, 16...4096, unit: "channels", "channels whose bias and multiplier are held"),
    ArchitectureField("compression", \.compression, "whether feature maps can lie in DRAM compressed"),
    ArchitectureField("runBits", \.runBits, 1...8, unit: "bits", "width of a run in the run-length code"),
  ]

  /// The field of that name.
  ///
  /// - Precondition: there is one.
  public static func field(_ name: String) -> ArchitectureField {
    guard let field = fields.first(where: { $0.name == name }) else { preconditionFailure("no field \(name)") }
    return field
  }
}
