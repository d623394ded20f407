import Hardware

/// Where the operands and the results of a vector command lie: bases and strides in vectors, whose sums wrap, and the
/// last index of each loop.
public struct VectorWalk: Signal {
  public let aBase, aWindowColumn, aWindowRow, aColumn, aRow, aVector: Unsigned
  public let bBase, bColumn, bRow, bVector: Unsigned
  public let resultBase, resultColumn, resultRow, resultVector: Unsigned
  /// Of the window; operations of two operands have windows of one cell, whatever is set here.
  public let lastWindowColumn, lastWindowRow: Unsigned
  public let lastColumn, lastRow, lastVector: Unsigned

  public static func shape(_ architecture: Architecture) -> VectorWalk {
    let address = Unsigned.bits(architecture.vectorAddressBits)
    let count = Unsigned.bits(VectorSettings.countBits)
    return VectorWalk(
      aBase: address, aWindowColumn: address, aWindowRow: address, aColumn: address, aRow: address, aVector: address,
      bBase: address, bColumn: address, bRow: address, bVector: address, resultBase: address, resultColumn: address,
      resultRow: address, resultVector: address, lastWindowColumn: count, lastWindowRow: count, lastColumn: count,
      lastRow: count, lastVector: count)
  }

  public func map(_ each: SignalMap) -> VectorWalk {
    VectorWalk(
      aBase: each(aBase), aWindowColumn: each(aWindowColumn), aWindowRow: each(aWindowRow), aColumn: each(aColumn),
      aRow: each(aRow), aVector: each(aVector), bBase: each(bBase), bColumn: each(bColumn), bRow: each(bRow),
      bVector: each(bVector), resultBase: each(resultBase), resultColumn: each(resultColumn),
      resultRow: each(resultRow), resultVector: each(resultVector), lastWindowColumn: each(lastWindowColumn),
      lastWindowRow: each(lastWindowRow), lastColumn: each(lastColumn), lastRow: each(lastRow),
      lastVector: each(lastVector))
  }
}
