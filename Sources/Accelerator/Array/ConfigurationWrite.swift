import Hardware

/// A write to the array's configuration: one PE's word, one row's word, or a register of the whole array.
///
/// | row | column | what is written |
/// |---|---|---|
/// | below `rows` | below `columns` | `PEWord` of that PE |
/// | below `rows` | `columns` | `RowWord` of that row |
/// | `rows` | an `ArrayRegister` | that register |
///
/// What is written is prepared: it holds from the next commit on, which comes while no values are under way.
public struct ConfigurationWrite: Signal {
  public let write: Bit
  /// What was prepared before shall hold.
  public let commit: Bit
  public let row, column: Unsigned
  public let data: Unsigned

  public static let dataBits = 32

  public static func shape(_ architecture: Architecture) -> ConfigurationWrite {
    ConfigurationWrite(
      write: .shape, commit: .shape, row: .bits(Netlist.addressWidth(of: architecture.rows + 1)),
      column: .bits(Netlist.addressWidth(of: max(architecture.columns + 1, ArrayRegister.allCases.count))),
      data: .bits(dataBits))
  }

  /// Registers of that shape; only `write` and `commit` are reset.
  static func register(_ architecture: Architecture) -> ConfigurationWrite {
    let registers = shape(architecture).register()
    return ConfigurationWrite(
      write: .register(reset: false), commit: .register(reset: false), row: registers.row, column: registers.column, data: registers.data)
  }

  public func map(_ each: SignalMap) -> ConfigurationWrite {
    ConfigurationWrite(
      write: each(write), commit: each(commit), row: each(row), column: each(column), data: each(data))
  }
}
