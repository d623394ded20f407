import Mapping

/// A mapping by the letters of the row-stationary dataflow (JSSC 2017, table II), and what they do not say.
struct ScheduleLetters: Encodable {
  /// Filters whose psums are held at a time, and samples of a pass.
  let m, n: Int
  /// Output rows of a set; filters, channels and groups of a PE; sets of other channels, and of other filters or groups.
  let e, p, q, g, r, t: Int
  /// Sets of other groups, among the t.
  let groups: Int
  /// Filter rows of a set.
  let filterRows: Int
  let activePEs: Int
  let passes: Int
  /// Tiles of a sample, output rows of a tile, passes of a tile over groups, filters and channels, and parts of a map for
  /// which the buffer has room.
  let tiles, tileRows, tileGroupPasses, tileFilterPasses, tileChannelPasses, copies: Int

  init(_ schedule: Schedule) {
    let mapping = schedule.mapping
    (m, n, e) = (schedule.filtersInFlight, schedule.samplesPerPass, mapping.setWidth)
    (p, q, g) = (mapping.filters, mapping.channels, mapping.groups)
    (r, t, groups) = (mapping.channelGroups, mapping.sets, mapping.layerGroups)
    (filterRows, activePEs, passes) = (mapping.filterRows, mapping.activePEs, mapping.passes)
    (tiles, tileRows, copies) = (schedule.tiles, schedule.tileRows, schedule.copies)
    (tileGroupPasses, tileFilterPasses) = (schedule.cut.groupPasses, schedule.cut.filterPasses)
    tileChannelPasses = schedule.cut.channelPasses
  }
}
