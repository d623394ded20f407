import Accelerator
import Network

extension ArrayProgram {
  /// The registers of a layer that say how ifmaps, weights and psums are delivered; those left out depend on where the
  /// compiler puts the layer's tensors.
  ///
  /// For one sample: of a batch, each is delivered for itself.
  ///
  /// - Precondition: the mapping keeps vectors, see `Mapping.keepsVectors(_:)`.
  public func deliveryRegisters(_ architecture: Architecture) -> [(register: ProgramRegister, value: Int)] {
    precondition(mapping.keepsVectors(architecture), "a mapping for the whole accelerator keeps to vectors")
    let weights = mapping.window * mapping.filters
    let lanes = mapping.lanesPerVector(architecture)
    return columnLoops + [
      (.lastStrip, mapping.strips - 1),
      (.ifmapLastTarget, ifmap.targets.count - 1),
      (.ifmapFirstColumn, -mapping.layer.padding.left),
      (.ifmapLastVector, mapping.vectorsPerColumn(architecture) - 1),
      (.ifmapLastLane, lanes - 1),
      (.ifmapStripRows, mapping.inputRowsPerStrip),
      (.filterLastTarget, filter.targets.count - 1),
      (.filterLastGroup, divided(weights, by: architecture.filterBusWords) - 1),
      (.filterLastIndex, (weights - 1) % architecture.filterBusWords),
      (.psumLastTarget, placement.columns.count - 1),
      (.psumLastColumn, mapping.layer.outputWidth - 1),
      (.psumLastGroup, divided(mapping.psumsPerColumn, by: architecture.psumBusWords) - 1),
      (.psumLastIndex, (mapping.psumsPerColumn - 1) % architecture.psumBusWords),
      (.psumEnters, mapping.accumulatingPasses > 1 ? 1 : 0),
      (.ofmapStripRows, mapping.setWidth),
    ]
  }

  /// A row is delivered column by column; or window by window, where windows share nothing.
  private var columnLoops: [(register: ProgramRegister, value: Int)] {
    let layer = mapping.layer
    guard mapping.windowsOverlap else {
      return [
        (.ifmapLastOuter, layer.outputWidth - 1), (.ifmapOuterStep, layer.stride.horizontal),
        (.ifmapLastInner, layer.filterWidth - 1), (.ifmapInnerStep, layer.dilation.horizontal),
      ]
    }
    return [
      (.ifmapLastOuter, mapping.deliveredColumns.count - 1), (.ifmapOuterStep, 1), (.ifmapLastInner, 0),
      (.ifmapInnerStep, 0),
    ]
  }
}
