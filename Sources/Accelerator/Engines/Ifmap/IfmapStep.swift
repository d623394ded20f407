import Hardware

/// A group of ifmap values on its way through the feeder: what is known of it before its target is looked up.
struct IfmapStep: Signal {
  /// Of the strip's row 0 and of the group's column, counted from the first resident ones; in two's complement.
  var row, column: Unsigned
  /// Of the window's vectors, and of the groups within one.
  var vector, group: Unsigned
  var isLastGroup: Bit
  var base, firstChannel: Unsigned
}

/// The group when its target is known: where it stands, and who takes it.
struct IfmapAddress: Signal {
  var row, column, vector: Unsigned
  var base: Unsigned
  var delivery: IfmapDelivery
}

/// What the feeder has to do with a vector that the buffer returns.
struct IfmapDelivery: Signal {
  var rowTag, columnTag: Unsigned
  var firstLane: Unsigned
  var lastIndex: Unsigned
  /// Outside the ifmap: nothing was read, zero points are delivered.
  var isPadding: Bit

  static func shape(_ architecture: Architecture) -> IfmapDelivery {
    IfmapDelivery(
      rowTag: .bits(architecture.rowTagBits), columnTag: .bits(architecture.columnTagBits),
      firstLane: .bits(Netlist.addressWidth(of: architecture.lanes)),
      lastIndex: .bits(Netlist.addressWidth(of: architecture.ifmapBusWords)), isPadding: .shape)
  }
}
