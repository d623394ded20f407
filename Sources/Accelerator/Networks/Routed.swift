import Hardware

/// Words on an input network with the tags of the rows, and of the PEs in them, that shall take them.
public struct Routed: Signal {
  public let row, column: Unsigned
  public let group: WordGroup

  static func shape(_ group: WordGroup, _ architecture: Architecture) -> Routed {
    Routed(row: .bits(architecture.rowTagBits), column: .bits(architecture.columnTagBits), group: group)
  }

  public func map(_ each: SignalMap) -> Routed {
    Routed(row: each(row), column: each(column), group: each(group))
  }
}
