import Hardware

/// Words on an input network with the tags of the rows, and of the PEs in them, that shall take them.
public struct Routed: Signal {
  /// The row tag and the column tag; PEs that are configured with both take the words.
  public var row, column: Unsigned
  /// The words themselves.
  public var group: WordGroup

  static func shape(_ group: WordGroup, _ architecture: Architecture) -> Routed {
    Routed(row: .bits(architecture.rowTagBits), column: .bits(architecture.columnTagBits), group: group)
  }
}
