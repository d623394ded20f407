/// How a program lies in DRAM.
public enum Program {
  /// Bits of an instruction.
  public static let instructionBits = 64
  /// A program begins at a multiple of this many bytes, and is fetched in blocks of them.
  public static let blockBytes = 256
  /// Blocks that are fetched ahead: so many whole blocks behind the end's own must be readable.
  public static let blocksAhead = 2

  /// Bus words that a program is read in. Blocks are fetched ahead while instructions are taken: with each block that is
  /// used up another one is asked for.
  ///
  /// - Parameter instructions: those that are taken, the last one included.
  public static func beats(instructions: Int, beatBytes: Int) -> Int {
    (instructions / (blockBytes * 8 / instructionBits) + blocksAhead) * blockBytes / beatBytes
  }
}
