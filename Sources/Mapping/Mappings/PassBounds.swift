import Accelerator
import Network

/// Lower bounds of the cycles of a pass: what the MACs and each bus need by themselves.
struct PassBounds {
  let macs, ifmap, filter, psum: Int
  private let passes: Int

  init(_ mapping: Mapping, _ architecture: Architecture, _ surroundings: MappingSearch.Surroundings = .testbench) {
    let layer = mapping.layer
    let rows = mapping.rowsPerPass
    passes = mapping.passes
    macs = mapping.slotsPerPass

    let stride = layer.stride.vertical
    let apart = (mapping.setWidth - 1) * stride + (mapping.filterRows - 1) * layer.dilation.vertical + 1
    let inputRows = min(apart, mapping.setWidth * mapping.filterRows)
    ifmap =
      rows * mapping.layerGroups * mapping.channelGroups * inputRows
      * PassBounds.rowGroups(mapping, architecture, surroundings)

    let weights = divided(mapping.filters * mapping.window, by: architecture.filterBusWords)
    filter = mapping.sets * mapping.setHeight * weights

    psum = mapping.psumGroupsPerPass(architecture)
  }

  /// Groups of bus words in which a row is delivered. The accelerator reads vectors, and begins a group with each.
  private static func rowGroups(
    _ mapping: Mapping, _ architecture: Architecture, _ surroundings: MappingSearch.Surroundings
  ) -> Int {
    let (columns, width) = (mapping.deliveredColumns.count, architecture.ifmapBusWords)
    return switch surroundings {
    case .testbench: divided(mapping.channelsPerColumn * columns, by: width)
    case .accelerator:
      columns * mapping.vectorsPerColumn(architecture) * divided(mapping.lanesPerVector(architecture), by: width)
    }
  }

  /// Cycles of the layer if a pass takes as long as its slowest part and begins with its first weights.
  var cycles: Int { passes * (max(macs, ifmap, filter, psum) + PassBounds.rampUp) }

  /// Roughly the cycles that a pass needs to begin and to drain.
  private static let rampUp = 40
}
