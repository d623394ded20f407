import Accelerator

/// Roughly how large an accelerator is, from its parameters alone: enough to compare architectures with one another.
public struct AreaProxy: Hashable, Sendable, Codable {
  /// Processing elements, one MAC a cycle each.
  public let macs: Int
  /// Bits of all scratchpads, and of the global buffer.
  public let scratchpadBits, bufferBits: Int
  /// The size of a NAND gate is 1.
  ///
  /// Per bit: 6 for a partial product or a sum, 2 for a scratchpad, 0.6 for the buffer: orders of magnitude for full
  /// adders, small register files and large SRAM.
  public let gates: Int

  /// The size of all PEs and of the global buffer.
  ///
  /// Networks, engines and control are left out.
  public init(_ architecture: Architecture) {
    macs = architecture.rows * architecture.columns
    let bits =
      architecture.ifmapScratchpad * architecture.operandBits + architecture.filterScratchpad * architecture.weightBits
      + architecture.psumScratchpad * architecture.psumBits
    scratchpadBits = macs * bits
    bufferBits = architecture.bufferWords * architecture.bufferWordBits
    let arithmetic = architecture.operandBits * architecture.weightBits + architecture.psumBits
    gates = macs * arithmetic * 6 + scratchpadBits * 2 + bufferBits * 6 / 10
  }
}
