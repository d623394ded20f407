/// The parameters of a generated accelerator; everything else (which layer, which mapping) is loaded at run time.
///
/// Written as JSON with these property names as keys. The ranges are checked by `validated()`.
public struct Architecture: Hashable, Sendable {
  /// Rows of processing elements, 1 to 32. Psums climb from the bottom row to row 0.
  public var rows: Int
  /// Columns of processing elements, 1 to 32.
  public var columns: Int

  /// Bits of an activation as it is stored, 4 to 16, two's complement.
  public var activationBits: Int
  /// Whether activations carry a zero point, which is subtracted where they enter the array; a PE then sees
  /// `activationBits + 1` bits.
  public var zeroPoint: Bool
  /// Bits of a weight, 1 to 16, two's complement (one bit: 0 and -1).
  public var weightBits: Int
  /// Bits of a partial sum, 8 to 48; sums wrap.
  public var psumBits: Int
  /// Whether a run-time amount shifts each product right before it is cut to `psumBits`: the 16-of-32-bit window of
  /// Eyeriss (JSSC 2017, section IV). Without it, products are added as they are.
  public var productShift: Bool

  /// Words of the ifmap scratchpad of a PE: at least a window of q*S values. 1 to 256.
  public var ifmapScratchpad: Int
  /// Words of the filter scratchpad of a PE: at least p*q*S weights. 1 to 4096.
  public var filterScratchpad: Int
  /// Words of the psum scratchpad of a PE: at least p psums. 1 to 256.
  public var psumScratchpad: Int

  /// Ifmap values that the input network carries a cycle, 1 to 16.
  public var ifmapBusWords: Int
  /// Weights that the input network carries a cycle, 1 to 16.
  public var filterBusWords: Int
  /// Psums that the psum input network and the output network carry a cycle, 1 to 16.
  public var psumBusWords: Int

  /// Groups of bus words that each input of a PE can hold, 1 to 64 (2 or more for full rate).
  public var inputFIFO: Int
  /// Finished psums that a PE holds until those from below have come up, 1 to 64.
  public var psumFIFO: Int

  /// Banks of the global buffer, 1 to 64: memories with one port each.
  public var bufferBanks: Int
  /// Words of a bank, a power of two, 16 to 65536.
  public var bufferDepth: Int
  /// Bits of a word of the buffer, a power of two, 8 to 512.
  public var bufferWordBits: Int

  /// Bits of the data bus to DRAM: 32, 64 or 128.
  public var memoryDataBits: Int
  /// Bits of an address of DRAM, 32 to 64.
  public var memoryAddressBits: Int
  /// Bursts that may be under way at a time in each direction, 1 to 16.
  public var memoryBursts: Int
  /// Bus words of weights that are fetched ahead, 32 to 4096.
  public var filterPrefetch: Int
  /// Output channels whose bias and multiplier can be held, a multiple of `lanes`, 16 to 4096.
  public var channelTable: Int
  /// Whether feature maps can lie in DRAM compressed.
  public var compression: Bool
  /// Bits of a run of zeros in the run-length code, 1 to 8; the paper has 5.
  public var runBits: Int

  /// An architecture of these values; whether they are possible is not checked, see ``validated()``. The ranges are
  /// those of the properties.
  public init(
    rows: Int, columns: Int, activationBits: Int, zeroPoint: Bool, weightBits: Int, psumBits: Int,
    productShift: Bool, ifmapScratchpad: Int, filterScratchpad: Int, psumScratchpad: Int, ifmapBusWords: Int,
    filterBusWords: Int, psumBusWords: Int, inputFIFO: Int, psumFIFO: Int,
    bufferBanks: Int = 16, bufferDepth: Int = 512, bufferWordBits: Int = 128, memoryDataBits: Int = 64,
    memoryAddressBits: Int = 32, memoryBursts: Int = 4, filterPrefetch: Int = 128, channelTable: Int = 256,
    compression: Bool = true, runBits: Int = 5
  ) {
    self.rows = rows
    self.columns = columns
    self.activationBits = activationBits
    self.zeroPoint = zeroPoint
    self.weightBits = weightBits
    self.psumBits = psumBits
    self.productShift = productShift
    self.ifmapScratchpad = ifmapScratchpad
    self.filterScratchpad = filterScratchpad
    self.psumScratchpad = psumScratchpad
    self.ifmapBusWords = ifmapBusWords
    self.filterBusWords = filterBusWords
    self.psumBusWords = psumBusWords
    self.inputFIFO = inputFIFO
    self.psumFIFO = psumFIFO
    self.bufferBanks = bufferBanks
    self.bufferDepth = bufferDepth
    self.bufferWordBits = bufferWordBits
    self.memoryDataBits = memoryDataBits
    self.memoryAddressBits = memoryAddressBits
    self.memoryBursts = memoryBursts
    self.filterPrefetch = filterPrefetch
    self.channelTable = channelTable
    self.compression = compression
    self.runBits = runBits
  }
}

extension Architecture {
  /// Bits of an activation inside the array.
  public var operandBits: Int { activationBits + (zeroPoint ? 1 : 0) }

  /// Bits of a row tag: all rows, and one code that no value carries.
  public var rowTagBits: Int { Architecture.bits(for: rows + 1) }

  /// Bits of a column tag: the diagonals of the largest PE set, and one code that no value carries.
  public var columnTagBits: Int { Architecture.bits(for: rows + columns) }

  /// The tag of a row or PE that takes no values.
  public var unusedRowTag: Int { 1 << rowTagBits - 1 }
  /// The tag of a row or PE that takes no values.
  public var unusedColumnTag: Int { 1 << columnTagBits - 1 }

  /// Bits that number `count` things, at least 1.
  static func bits(for count: Int) -> Int {
    max(1, Int.bitWidth - (count - 1).leadingZeroBitCount)
  }
}
