import Accelerator
import Network

extension AccessCounts {
  /// What a layer comes to that comes from DRAM and goes there, as if no activation but padding were zero.
  ///
  /// - Parameters:
  ///   - layer: as it is; that of the mapping may have more channels, to fill up vectors.
  ///   - zeros: in the maps, which are compressed then as in `LayerMaps`; what they take on the bus is an estimate.
  ///   - constants: of the layer's channels, by which the program has more or fewer instructions.
  public init(
    _ schedule: Schedule, of layer: LayerShape, zeros: MapZeros? = nil, constants: ChannelConstantKinds? = nil,
    _ architecture: Architecture
  ) {
    let maps = LayerMaps(layer, zeros: zeros, architecture)
    self.init(DenseCounts(schedule, maps, constants ?? ChannelConstantKinds(architecture), architecture))
    usefulMACs = layer.macs
    let rows = ResidentRows(leastOf: layer, setWidth: layer.outputHeight, filterRows: layer.filterHeight)
    let done = rows.worked * RowUses(layer).all * layer.inputChannels * layer.filtersPerGroup
    usefulGatedMACs = layer.macs - layer.batch * done
  }

  private init(_ counts: DenseCounts) {
    self.init()
    for counter in PerformanceCounter.allCases { self[counter] = counts[counter] }
  }
}

extension DenseCounts {
  init(
    _ schedule: Schedule, _ maps: LayerMaps, _ constants: ChannelConstantKinds, _ architecture: Architecture,
    _ surroundings: MappingSearch.Surroundings = .accelerator
  ) {
    let mapping = schedule.mapping
    let units = TileUnits(PETile(mapping), schedule.layer, maps, architecture, surroundings)
    let delivery = IfmapDelivery(mapping, architecture)
    var totals = LayerTotals(
      schedule, units, maps, delivery, ResidentRows(schedule.layer, ResidentRows.Key(schedule, maps)), architecture)
    if surroundings == .accelerator {
      totals.instructions =
        ProgramLength(schedule, maps, constants, targets: delivery.targets, architecture).instructions
    }
    self.init(totals, units, maps, architecture, surroundings)
  }
}

extension ResidentRows.Key {
  init(_ schedule: Schedule, _ maps: LayerMaps) {
    self.init(
      setWidth: schedule.mapping.setWidth, filterRows: schedule.mapping.filterRows, strips: schedule.cut.strips,
      isWhole: !maps.loadsInput || !maps.takesRows)
  }
}

extension Mapping {
  /// The same for one sample.
  public var single: Mapping {
    Mapping(
      layer: layer.single, filters: filters, channels: channels, groups: groups, setWidth: setWidth,
      channelGroups: channelGroups, filterRows: filterRows, filterTiles: filterTiles, layerGroups: layerGroups)
  }
}
