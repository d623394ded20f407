import Hardware

/// A write to an entry of one of the `ProgramTable`s.
struct TableWrite: Signal {
  let write: Bit
  let index: Unsigned
  let data: Unsigned

  static func shape(entries: Int) -> TableWrite {
    TableWrite(write: .shape, index: .bits(Netlist.addressWidth(of: entries)), data: .bits(32))
  }

  init(write: Bit, index: Unsigned, data: Unsigned) {
    (self.write, self.index, self.data) = (write, index, data)
  }

  func map(_ each: SignalMap) -> TableWrite {
    TableWrite(write: each(write), index: each(index), data: each(data))
  }
}
