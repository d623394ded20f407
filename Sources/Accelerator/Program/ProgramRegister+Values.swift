extension ProgramRegister {
  /// How a register's bits are read.
  public enum Reading: Hashable, Sendable {
    /// A number from 0 up.
    case unsigned
    /// A number in two's complement.
    case signed
    /// What enters sums of the register's width alone, which wrap: a number stands for all that are a multiple of
    /// 2^width away. What comes of the sums has to be right: a place in the buffer, or a row or column within reach
    /// (`placeRange(count:)`).
    case wrapping
  }

  /// How the register's bits are read, and so which values it takes.
  public var reading: Reading {
    switch self {
    case .loadMemoryStride, .loadBufferStride, .storeMemoryStride, .storeBufferStride: .wrapping
    case .ifmapBase, .ifmapRowPitch, .ifmapVectorPitch, .ifmapSamplePitch: .wrapping
    case .ifmapFirstRow, .ifmapFirstColumn, .ifmapOuterStep, .ifmapInnerStep, .ifmapStripRows: .wrapping
    case .ofmapBase, .ofmapRowPitch, .ofmapVectorPitch, .ofmapSamplePitch, .ofmapFirstRow, .ofmapStripRows: .wrapping
    case .psumPitch, .channelBase: .wrapping
    case .vectorABase, .vectorAWindowColumn, .vectorAWindowRow, .vectorAColumn, .vectorARow, .vectorAVector,
      .vectorBBase, .vectorBColumn, .vectorBRow, .vectorBVector, .vectorResultBase, .vectorResultColumn,
      .vectorResultRow, .vectorResultVector:
      .wrapping
    case .loadZero, .storeZero, .ifmapZero, .outputZero, .outputMinimum, .outputMaximum, .vectorAZero, .vectorBZero:
      .signed
    default: .unsigned
    }
  }

  /// What an instruction sets the register to, so that it holds a value.
  ///
  /// - Throws: `RegisterMisfit` where it has no room for the value.
  public func setting(_ value: Int, _ architecture: Architecture) throws(RegisterMisfit) -> Int {
    let width = width(architecture)
    switch reading {
    case .unsigned: try RegisterMisfit.check(value, of: "\(self)", RegisterMisfit.unsigned(width))
    case .signed: try RegisterMisfit.check(value, of: "\(self)", RegisterMisfit.signed(width))
    case .wrapping:
      let isWritten = RegisterMisfit.signed(width).contains(value) || RegisterMisfit.unsigned(width).contains(value)
      return isWritten ? value : value & (1 << width - 1)
    }
    return value
  }

  /// The rows, columns, channels or vectors that a pass may come by, those outside of a map included, so that none of
  /// them is taken for one of the `count` that are there: they are counted with `countBits` bits, where what is negative
  /// comes behind all others.
  public static func placeRange(count: Int) -> ClosedRange<Int> {
    min(0, count - 1 << countBits)...max(0, 1 << countBits - 1)
  }
}
