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
  /// Whether `data` is written at the coming edge.
  public var write: Bit
  /// What was prepared before shall hold.
  public var commit: Bit
  /// The place that is written, as the table above says.
  public var row, column: Unsigned
  /// The word, right-aligned; what it means depends on the place.
  public var data: Unsigned

  /// Bits of `data`: the widest word, a `PEWord`, and every register have room.
  public static let dataBits = 32

  /// The shape for an architecture, whose numbers of rows and columns decide the bits of a place.
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
