import Hardware

/// The write ports of all tables.
struct ProgramTables: Signal {
  var filterTarget, ifmapTarget, ifmapPlace, column, columnPlace: TableWrite
  /// Bias, significand and shift.
  var channels: ChannelTableWrite

  static func shape(_ architecture: Architecture) -> ProgramTables {
    let targets = TableWrite.shape(entries: architecture.maximumTargets)
    return ProgramTables(
      filterTarget: targets, ifmapTarget: targets, ifmapPlace: targets, column: targets, columnPlace: targets,
      channels: .shape(architecture))
  }

  /// How many entries a table has.
  static func entries(of table: ProgramTable, _ architecture: Architecture) -> Int {
    switch table {
    case .filterTarget, .ifmapTarget, .ifmapPlace, .column, .columnPlace: architecture.maximumTargets
    case .bias, .significand, .shift: architecture.channelTable
    }
  }

  /// The write port of one of the tables of targets; nil for those of channels.
  subscript(table: ProgramTable) -> TableWrite? {
    switch table {
    case .filterTarget: filterTarget
    case .ifmapTarget: ifmapTarget
    case .ifmapPlace: ifmapPlace
    case .column: column
    case .columnPlace: columnPlace
    case .bias, .significand, .shift: nil
    }
  }
}
