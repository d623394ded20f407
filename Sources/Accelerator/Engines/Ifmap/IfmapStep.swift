import Hardware

/// A group of ifmap values on its way through the feeder: what is known of it before its target is looked up.
struct IfmapStep: Signal {
  /// Of the strip's row 0 and of the group's column, counted from the first resident ones; in two's complement.
  let row, column: Unsigned
  /// Of the window's vectors, and of the groups within one.
  let vector, group: Unsigned
  let isLastGroup: Bit
  let base, firstChannel: Unsigned

  func map(_ each: SignalMap) -> IfmapStep {
    IfmapStep(
      row: each(row), column: each(column), vector: each(vector), group: each(group), isLastGroup: each(isLastGroup),
      base: each(base), firstChannel: each(firstChannel))
  }
}

/// The group when its target is known: where it stands, and who takes it.
struct IfmapAddress: Signal {
  let row, column, vector: Unsigned
  let base: Unsigned
  let delivery: IfmapDelivery

  func map(_ each: SignalMap) -> IfmapAddress {
    IfmapAddress(
      row: each(row), column: each(column), vector: each(vector), base: each(base), delivery: each(delivery))
  }
}

/// What the feeder has to do with a vector that the buffer returns.
struct IfmapDelivery: Signal {
  let rowTag, columnTag: Unsigned
  let firstLane: Unsigned
  let lastIndex: Unsigned
  /// Outside the ifmap: nothing was read, zero points are delivered.
  let isPadding: Bit

  static func shape(_ architecture: Architecture) -> IfmapDelivery {
    IfmapDelivery(
      rowTag: .bits(architecture.rowTagBits), columnTag: .bits(architecture.columnTagBits),
      firstLane: .bits(Netlist.addressWidth(of: architecture.lanes)),
      lastIndex: .bits(Netlist.addressWidth(of: architecture.ifmapBusWords)), isPadding: .shape)
  }

  func map(_ each: SignalMap) -> IfmapDelivery {
    IfmapDelivery(
      rowTag: each(rowTag), columnTag: each(columnTag), firstLane: each(firstLane), lastIndex: each(lastIndex),
      isPadding: each(isPadding))
  }
}
