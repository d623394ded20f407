import Hardware

/// A PE by its place in the array.
public struct Position: Signal {
  public let row, column: Unsigned

  static func shape(_ architecture: Architecture) -> Position {
    Position(
      row: .bits(Netlist.addressWidth(of: architecture.rows)),
      column: .bits(Netlist.addressWidth(of: architecture.columns)))
  }

  public func map(_ each: SignalMap) -> Position { Position(row: each(row), column: each(column)) }
}
