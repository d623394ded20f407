import Hardware

/// The part of a layer's mapping that every PE needs; constant while a layer runs. Counts are stored less one.
///
/// A pass of a PE: `rows` ifmap rows, each of `columns` output columns; for each column a window of q*S values, each of
/// which meets p weights. After a column the window slides by q*U values.
public struct PassShape: Signal {
  /// p - 1: filters that a PE works on at once.
  public let lastFilter: Unsigned
  /// q * S - 1: values of a window.
  public let lastWindow: Unsigned
  /// q * U: values by which the window slides; at most q * S.
  public let slide: Unsigned
  /// F - 1: output columns of a row.
  public let lastColumn: Unsigned
  /// Rows of a pass - 1: the rows that use the same weights.
  public let lastRow: Unsigned
  /// By how many bits a product is shifted right; absent without `Architecture.productShift`.
  public let productShift: Unsigned?

  /// Bits of `lastColumn` and `lastRow`.
  public static let countBits = 16

  public static func shape(_ architecture: Architecture) -> PassShape {
    PassShape(
      lastFilter: .bits(Netlist.addressWidth(of: architecture.psumScratchpad)),
      lastWindow: .bits(Netlist.addressWidth(of: architecture.ifmapScratchpad)),
      slide: .bits(Netlist.addressWidth(of: architecture.ifmapScratchpad + 1)),
      lastColumn: .bits(countBits),
      lastRow: .bits(countBits),
      productShift: architecture.productShift
        ? .bits(Netlist.addressWidth(of: architecture.operandBits + architecture.weightBits)) : nil)
  }

  public func map(_ each: SignalMap) -> PassShape {
    PassShape(
      lastFilter: each(lastFilter), lastWindow: each(lastWindow), slide: each(slide), lastColumn: each(lastColumn),
      lastRow: each(lastRow), productShift: productShift.map { each($0) })
  }
}
