/// How a program lies in DRAM.
public enum Program {
  /// Bits of an instruction.
  public static let instructionBits = 64
  /// A program begins at a multiple of this many bytes, and is fetched in blocks of them.
  public static let blockBytes = 256
  /// Blocks that are fetched ahead: so many whole blocks behind the end's own must be readable.
  public static let blocksAhead = 2
}
