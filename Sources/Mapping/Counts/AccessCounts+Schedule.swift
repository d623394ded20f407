import Accelerator
import Network

extension AccessCounts {
  /// What a layer comes to that comes from DRAM and goes there, as if no activation but padding were zero.
  ///
  /// - Parameters:
  ///   - layer: as it is; that of the mapping may have more channels, to fill up vectors.
  ///   - zeros: in the maps, which are compressed then as in `LayerMaps`; what they take on the bus is an estimate.
  public init(_ schedule: Schedule, of layer: LayerShape, zeros: MapZeros? = nil, _ architecture: Architecture) {
    let mapping = schedule.mapping.single
    let tiles = LayerTile.tiles(of: mapping.layer, rows: schedule.tileRows)
    let counts = LayerCounts(mapping, outputChannels: layer.outputChannels, architecture)
    let samples = Array(repeating: counts.dense, count: schedule.samplesPerPass)
    self = tiles.reduce(into: AccessCounts()) { $0 += counts.counts($1, samples: samples) } * schedule.sampleRuns
    let maps = LayerMaps(layer, zeros: zeros, architecture)
    let totals = LayerTotals(schedule, maps)
    let activationsPerWord = architecture.vectorsPerWord * architecture.lanes
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    (self[.loadWrites], self[.loadBeats]) = (
      totals.loads / activationsPerWord, maps.input.code.coded(totals.loads) / activationsPerBeat
    )
    (self[.storeReads], self[.storeBeats]) = (
      totals.stores / activationsPerWord, maps.output.code.coded(totals.stores) / activationsPerBeat
    )
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
