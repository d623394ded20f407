import Accelerator
import Network

@testable import Mapping

/// The MAC slots of a layer that are not the layer's, found one by one: for each PE, pass and row, each weight of the
/// window that fills up, and every weight where the output row is not there.
struct FilledSlots {
  private(set) var total = 0
  /// Those whose activation is the zero point.
  private(set) var gated = 0

  /// - Parameters:
  ///   - mapping: for the whole layer at once.
  ///   - shape: the layer itself, which may have fewer channels than the mapping's.
  ///   - input: with a zero point of 5.
  init(_ mapping: Mapping, _ shape: LayerShape, _ input: Tensor<Int8>, _ architecture: Architecture) {
    let placement = Placement(mapping, architecture)
    let own = shape.weightShape.reduce(1, *)
    for pass in mapping.accumulations.flatMap(\.passes) {
      for element in placement.elements.joined().compactMap({ $0 }) {
        let weights = mapping.weightPlaces(
          ArrayProgram.FilterIdentity(
            layerGroup: element.layerGroup, filterTile: element.filterTile, channelGroup: element.channelGroup,
            filterRow: element.filterRow), pass)
        let isOwn = weights.map { $0.map { $0 < own } ?? false }
        for strip in 0..<mapping.strips {
          let row = strip * mapping.setWidth + element.outputRow
          let isThere = row < shape.outputHeight
          for column in 0..<shape.outputWidth {
            for (slot, isOwn) in isOwn.enumerated() where !isOwn || !isThere {
              total += 1
              let value = slot / mapping.filters
              let channel =
                mapping.firstInputChannel(pass)
                + mapping.inputChannel(
                  ArrayProgram.IfmapIdentity(
                    layerGroup: element.layerGroup, channelGroup: element.channelGroup, inputRow: 0))
                + value % mapping.channelsPerColumn
              let inputRow =
                row * shape.stride.vertical + mapping.firstInputRow(pass)
                + element.filterRow * shape.dilation.vertical
              let inputColumn =
                column * shape.stride.horizontal - shape.padding.left
                + value / mapping.channelsPerColumn * shape.dilation.horizontal
              if Self.isZero(input, shape, inputRow, inputColumn, channel) { gated += 1 }
            }
          }
        }
      }
    }
  }

  private static func isZero(_ input: Tensor<Int8>, _ shape: LayerShape, _ row: Int, _ column: Int, _ channel: Int)
    -> Bool
  {
    guard (0..<shape.inputHeight).contains(row), (0..<shape.inputWidth).contains(column), channel < shape.inputChannels
    else { return true }
    return input.elements[(row * shape.inputWidth + column) * shape.inputChannels + channel] == 5
  }
}
