import Accelerator
import Mapping

/// How the work of a layer is cut into tiles: from the outside in by samples, rows of the output, groups, filters, and
/// input channels, as in the paper (Eyeriss, JSSC 2017, figure 7, with the strips outside).
struct LinearCut: Hashable {
  /// Samples of a tile; several only with all rows of the output, so that what they take and make are neighbouring rows
  /// of the maps.
  let samples: Int
  /// Rows of the output of a tile in each sample, at most.
  let rows: Int
  /// Passes over groups, filters (m) and channels of a tile, at most.
  ///
  /// Sums of several filter passes wait in the buffer at the same time where the channels come in several parts.
  let groupPasses, filterPasses, channelPasses: Int
}

extension LinearCut {
  /// That of a schedule.
  init(_ schedule: Schedule) {
    self.init(
      samples: schedule.samplesPerPass, rows: schedule.tileRows, groupPasses: schedule.cut.groupPasses,
      filterPasses: schedule.cut.filterPasses, channelPasses: schedule.cut.channelPasses)
  }
}
