import Hardware

/// The part of a layer's mapping that every PE needs; constant while a layer runs. Counts are stored less one.
///
/// A pass of a PE: `rows` ifmap rows, each of `columns` output columns; for each column a window of values, each of
/// which meets p weights. After a column the window slides on. The window is S columns of q channels that all add to
/// the same p psums; or, in a depthwise layer, S columns of g groups, and value k adds to psums k % g * p + 0 ..< p.
public struct PassShape: Signal {
  /// p - 1: weights that a value meets.
  public var lastFilter: Unsigned
  /// Values of a window - 1: q * S, or g * S.
  public var lastWindow: Unsigned
  /// q * U, or g * U: values by which the window slides; at most the whole window.
  public var slide: Unsigned
  /// F - 1: output columns of a row.
  public var lastColumn: Unsigned
  /// Rows of a pass - 1: the rows that use the same weights.
  public var lastRow: Unsigned
  /// g - 1: groups whose values follow one another in the window, each with p psums of its own; 0 elsewhere. A window
  /// holds a whole number of spans, and g * p psums fit the scratchpad.
  public var lastSpan: Unsigned
  /// By how many bits a product is shifted right; absent without `Architecture.productShift`.
  public var productShift: Unsigned?

  /// Bits of `lastColumn` and `lastRow`.
  public static let countBits = 16

  /// The shape for an architecture, whose scratchpads decide the bits of each count.
  public static func shape(_ architecture: Architecture) -> PassShape {
    PassShape(
      lastFilter: .bits(Netlist.addressWidth(of: architecture.psumScratchpad)),
      lastWindow: .bits(Netlist.addressWidth(of: architecture.ifmapScratchpad)),
      slide: .bits(Netlist.addressWidth(of: architecture.ifmapScratchpad + 1)),
      lastColumn: .bits(countBits),
      lastRow: .bits(countBits),
      lastSpan: .bits(Netlist.addressWidth(of: min(architecture.ifmapScratchpad, architecture.psumScratchpad))),
      productShift: architecture.productShift
        ? .bits(Netlist.addressWidth(of: architecture.operandBits + architecture.weightBits)) : nil)
  }
}
