import Hardware

/// Where the operands and the results of a vector command lie: bases and strides in vectors, whose sums wrap, and the
/// last index of each loop.
public struct VectorWalk: Signal {
  /// The first operand: its base, and the strides of the window's columns and rows, of columns, rows and vectors of
  /// channels.
  public var aBase, aWindowColumn, aWindowRow, aColumn, aRow, aVector: Unsigned
  /// The second operand: its base, and the strides of columns, rows and vectors of channels.
  public var bBase, bColumn, bRow, bVector: Unsigned
  /// The result: as the second operand.
  public var resultBase, resultColumn, resultRow, resultVector: Unsigned
  /// Of the window; operations of two operands have windows of one cell, whatever is set here.
  public var lastWindowColumn, lastWindowRow: Unsigned
  /// Of the output: columns, rows and vectors of channels, each less one.
  public var lastColumn, lastRow, lastVector: Unsigned

  /// The shape for an architecture: addresses reach every vector of the buffer, indices have
  /// `VectorSettings.countBits`.
  public static func shape(_ architecture: Architecture) -> VectorWalk {
    let address = Unsigned.bits(architecture.vectorAddressBits)
    let count = Unsigned.bits(VectorSettings.countBits)
    return VectorWalk(
      aBase: address, aWindowColumn: address, aWindowRow: address, aColumn: address, aRow: address, aVector: address,
      bBase: address, bColumn: address, bRow: address, bVector: address, resultBase: address, resultColumn: address,
      resultRow: address, resultVector: address, lastWindowColumn: count, lastWindowRow: count, lastColumn: count,
      lastRow: count, lastVector: count)
  }
}
