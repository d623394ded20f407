import Accelerator

/// Predicted cycles of all passes of a mapping over a tile, for choosing between cuts of a layer.
public struct TileCycles {
  private let model: CycleModel
  private let mapping: Mapping
  private let units: TileUnits

  /// Within the whole accelerator.
  public init(_ mapping: Mapping, _ architecture: Architecture) {
    self.mapping = mapping
    model = CycleModel(architecture: architecture, surroundings: .accelerator)
    units = TileUnits(
      PETile(channels: mapping.channels, groups: mapping.groups, filters: mapping.filters), mapping.layer, architecture,
      .accelerator)
  }

  /// - Parameter strips: of the tile, `setWidth` output rows each.
  public func cycles(strips: Int) -> Int { model.tile(mapping, units, strips: strips).total }
}
