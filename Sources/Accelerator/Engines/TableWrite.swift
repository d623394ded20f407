import Hardware

/// A write to an entry of one of the `ProgramTable`s of targets.
struct TableWrite: Signal {
  /// The bank that is in use; the other one is written.
  var bank: Bit
  var write: Bit
  var index: Unsigned
  var data: Unsigned

  static func shape(entries: Int) -> TableWrite {
    TableWrite(bank: .shape, write: .shape, index: .bits(Netlist.addressWidth(of: entries)), data: .bits(32))
  }
}
