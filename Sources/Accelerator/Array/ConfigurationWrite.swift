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
  public var write: Bit
  /// What was prepared before shall hold.
  public var commit: Bit
  public var row, column: Unsigned
  public var data: Unsigned

  public static let dataBits = 32

  public static func shape(_ architecture: Architecture) -> ConfigurationWrite {
    ConfigurationWrite(
      write: .shape, commit: .shape, row: .bits(Netlist.addressWidth(of: architecture.rows + 1)),
      column: .bits(Netlist.addressWidth(of: max(architecture.columns + 1, ArrayRegister.allCases.count))),
      data: .bits(dataBits))
  }

  /// Registers of that shape; only `write` and `commit` are reset.
  static func register(_ architecture: Architecture) -> ConfigurationWrite {
    var registers = shape(architecture).register()
    (registers.write, registers.commit) = (.register(reset: false), .register(reset: false))
    return registers
  }
}
