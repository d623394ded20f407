import Accelerator

/// To how many targets a pass delivers ifmap rows.
struct IfmapDelivery {
  /// Targets: a row and channels for each, for all PEs under a row tag that take them.
  let targets: Int
  /// What goes to each target, where some rows go to several row tags; nil where each goes to one.
  let repeated: [ArrayProgram.IfmapIdentity]?

  /// As if each row went to one row tag.
  init(leastOf mapping: Mapping) { (targets, repeated) = (mapping.ifmapTargets, nil) }

  init(_ mapping: Mapping, _ architecture: Architecture) {
    let different = mapping.ifmapTargets
    // Column tags suffice for all rows that share some, one way or another.
    guard Self.chainedGroups(mapping, architecture) * mapping.inputRowsPerStripGroup > architecture.unusedColumnTag
    else {
      (targets, repeated) = (different, nil)
      return
    }
    let assigned = ArrayProgram.ifmapTargets(Placement(mapping, architecture), architecture).targets
    targets = assigned.count
    repeated = assigned.count > different ? assigned.map(\.identity) : nil
  }

  /// Groups of the layer whose rows can come under the same row tag: those of sets side by side, and of the next sets above
  /// or below that share one of them.
  private static func chainedGroups(_ mapping: Mapping, _ architecture: Architecture) -> Int {
    let across = architecture.columns / mapping.setWidth
    if mapping.filterTiles % across == 0 { return 1 }
    return across % mapping.filterTiles == 0
      ? min(mapping.layerGroups, across / mapping.filterTiles) : mapping.layerGroups
  }
}

extension Mapping {
  /// Different rows of ifmap values that a strip takes, each of some channels.
  var ifmapTargets: Int { layerGroups * channelGroups * inputRowsPerStripGroup }
}
