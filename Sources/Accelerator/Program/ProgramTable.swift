/// The tables that a program fills before a layer. Entries are 32 bits; fields are given from bit 0 up.
public enum ProgramTable: Int, CaseIterable, Sendable {
  /// For each filter target in the order of delivery: row tag (8), column tag (8).
  case filterTarget
  /// For each ifmap target in the order of delivery: row tag (8), column tag (8).
  case ifmapTarget
  /// For each ifmap target: input row relative to the first one of the strip (16), channel relative to the pass's first
  /// one (16).
  case ifmapPlace
  /// For each column of a set in the order of delivery: row tag (8) and column tag (8) by which psums enter, row (8)
  /// and column (8) of the PE where they leave.
  case column
  /// For each column of a set: output row relative to the first one of the strip (16), output channel relative to the
  /// pass's first one (16).
  case columnPlace
  /// For each channel: what is added to its sum (32, signed).
  case bias
  /// For each channel: the significand of its multiplier (31).
  case significand
  /// For each channel: the shift of its multiplier (6, signed), as `QuantizedMultiplier` has it.
  case shift

  /// Whether it has an entry for each channel; else it is one of targets, in two banks.
  public var isOfChannels: Bool { rawValue >= Self.bias.rawValue }
}
