import Hardware

/// A write to an entry of one of the `ProgramTable`s of targets.
struct TableWrite: Signal {
  /// The bank that is in use; the other one is written.
  let bank: Bit
  let write: Bit
  let index: Unsigned
  let data: Unsigned

  static func shape(entries: Int) -> TableWrite {
    TableWrite(bank: .shape, write: .shape, index: .bits(Netlist.addressWidth(of: entries)), data: .bits(32))
  }

  init(bank: Bit, write: Bit, index: Unsigned, data: Unsigned) {
    (self.bank, self.write, self.index, self.data) = (bank, write, index, data)
  }

  func map(_ each: SignalMap) -> TableWrite {
    TableWrite(bank: each(bank), write: each(write), index: each(index), data: each(data))
  }
}
