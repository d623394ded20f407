import Accelerator

// What the tables of a program say of the places between which the accelerator moves values; see `ProgramTable`.
extension ArrayProgram {
  /// A target of weights.
  public struct FilterTarget: Hashable, Sendable {
    /// The tags of the filter network under which the PEs take them.
    public let rowTag, columnTag: Int
    /// Which weights go there.
    public let identity: FilterIdentity
  }

  /// A target of ifmap values.
  public struct IfmapTarget: Hashable, Sendable {
    /// The tags of the ifmap network under which the PEs take them.
    public let rowTag, columnTag: Int
    /// Relative to the first row of the strip.
    public let inputRow: Int
    /// The first of its channels, relative to the pass's first one.
    public let channel: Int
  }

  /// A column of a set: where its psums enter, where they leave, and what they belong to.
  public struct ColumnTarget: Hashable, Sendable {
    /// The tags of the psum network under which the bottom PE takes psums.
    public let rowTag, columnTag: Int
    /// The PE at the top.
    public let row, column: Int
    /// Relative to the first output row of the strip.
    public let outputRow: Int
    /// The first of its channels, relative to the pass's first one.
    public let channel: Int
  }

  /// In the order of delivery, as all of these.
  public var filterTargets: [FilterTarget] {
    filter.targets.map { FilterTarget(rowTag: $0.row, columnTag: $0.column, identity: $0.identity) }
  }

  /// One target for each ifmap row that PEs of a set share, in the order of delivery.
  public var ifmapTargets: [IfmapTarget] {
    ifmap.targets.map {
      IfmapTarget(
        rowTag: $0.row, columnTag: $0.column, inputRow: $0.identity.inputRow, channel: mapping.inputChannel($0.identity)
      )
    }
  }

  /// One target for each column of each set, in the order in which psums are delivered and collected.
  public var columnTargets: [ColumnTarget] {
    placement.columns.map { column in
      ColumnTarget(
        rowTag: psum.rowTags[column.bottom], columnTag: psum.columnTags[column.bottom][column.column],
        row: column.top, column: column.column, outputRow: column.element.outputRow,
        channel: mapping.outputChannel(column))
    }
  }

  /// The weights of a pass as they lie in DRAM: for each group of bus words, one for each target in turn.
  ///
  /// - Returns: their places in a tensor of shape (M, R, S, C / G), nil where a zero fills up; whole groups.
  public func filterPlaces(_ pass: PassIndex, busWords: Int) -> [Int?] {
    let runs = filter.targets.map { mapping.weightPlaces($0.identity, pass) }
    return stride(from: 0, to: mapping.window * mapping.filters, by: busWords).flatMap { start in
      runs.flatMap { run in (start..<start + busWords).map { $0 < run.count ? run[$0] : nil } }
    }
  }
}
