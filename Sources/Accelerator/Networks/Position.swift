import Hardware

/// A PE by its place in the array.
public struct Position: Signal {
  /// The row from the top and the column from the left, from 0.
  public var row, column: Unsigned

  static func shape(_ architecture: Architecture) -> Position {
    Position(
      row: .bits(Netlist.addressWidth(of: architecture.rows)),
      column: .bits(Netlist.addressWidth(of: architecture.columns)))
  }
}
