import Network

/// The five convolution layers of AlexNet with the share of zeros in their ifmaps that the Eyeriss chip met (JSSC 52(1),
/// 2017, table V).
struct AlexNetLayer {
  let name: String
  let shape: LayerShape
  let zeros: Double

  /// Of its random data.
  var seed: UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  static func all() throws(LayerShapeError) -> [AlexNetLayer] {
    let around = Padding(top: 1, bottom: 1, left: 1, right: 1)
    return [
      AlexNetLayer(
        name: "conv1",
        shape: try LayerShape(
          outputChannels: 96, inputChannels: 3, inputHeight: 227, inputWidth: 227, filterHeight: 11, filterWidth: 11,
          stride: SpatialStep(4)), zeros: 0.0001),
      AlexNetLayer(
        name: "conv2",
        shape: try LayerShape(
          outputChannels: 256, inputChannels: 96, inputHeight: 27, inputWidth: 27, filterHeight: 5, filterWidth: 5,
          padding: Padding(top: 2, bottom: 2, left: 2, right: 2), groups: 2), zeros: 0.387),
      AlexNetLayer(
        name: "conv3",
        shape: try LayerShape(
          outputChannels: 384, inputChannels: 256, inputHeight: 13, inputWidth: 13, filterHeight: 3, filterWidth: 3,
          padding: around), zeros: 0.725),
      AlexNetLayer(
        name: "conv4",
        shape: try LayerShape(
          outputChannels: 384, inputChannels: 384, inputHeight: 13, inputWidth: 13, filterHeight: 3, filterWidth: 3,
          padding: around, groups: 2), zeros: 0.793),
      AlexNetLayer(
        name: "conv5",
        shape: try LayerShape(
          outputChannels: 256, inputChannels: 384, inputHeight: 13, inputWidth: 13, filterHeight: 3, filterWidth: 3,
          padding: around, groups: 2), zeros: 0.776),
    ]
  }
}
