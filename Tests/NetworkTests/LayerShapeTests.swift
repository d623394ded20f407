import Network
import Testing

@Suite struct LayerShapeTests {
  /// AlexNet's second layer as published: two groups, and 224 M multiply-accumulates.
  @Test func countsAlexNet() throws {
    let shape = try LayerShape(
      outputChannels: 256, inputChannels: 96, inputHeight: 27, inputWidth: 27, filterHeight: 5, filterWidth: 5,
      padding: Padding(top: 2, bottom: 2, left: 2, right: 2), groups: 2)
    #expect(shape.outputShape == [1, 27, 27, 256])
    #expect(shape.weightShape == [256, 5, 5, 48])
    #expect(shape.channelsPerGroup == 48 && shape.filtersPerGroup == 128)
    #expect(shape.macs == 223_948_800)
    #expect(!shape.isDepthwise)
  }

  /// The first layer of the keyword spotter: stride 2, and padding that differs on all sides but two.
  @Test func padsAsymmetrically() throws {
    let shape = try LayerShape(
      outputChannels: 64, inputChannels: 1, inputHeight: 49, inputWidth: 10, filterHeight: 10, filterWidth: 4,
      stride: SpatialStep(2), padding: Padding(top: 4, bottom: 5, left: 1, right: 1))
    #expect(shape.outputHeight == 25 && shape.outputWidth == 5)
    #expect(shape.macs == 320_000)
  }

  @Test func takesStrideAndDilationByDirection() throws {
    let shape = try LayerShape(
      batch: 2, outputChannels: 3, inputChannels: 3, inputHeight: 20, inputWidth: 30, filterHeight: 3, filterWidth: 2,
      stride: SpatialStep(vertical: 2, horizontal: 3), dilation: SpatialStep(vertical: 4, horizontal: 5), groups: 3)
    #expect(shape.outputShape == [2, 6, 9, 3])
    #expect(shape.isDepthwise)
  }

  @Test func describesFullyConnectedLayers() throws {
    let shape = try LayerShape.fullyConnected(batch: 4, inputs: 64, outputs: 10)
    #expect(shape.inputShape == [4, 1, 1, 64])
    #expect(shape.outputShape == [4, 1, 1, 10])
    #expect(shape.macs == 2560)
  }

  @Test func refusesImpossibleShapes() {
    func message(_ make: () throws(LayerShapeError) -> LayerShape) -> String? {
      do { return "accepted \(try make())" } catch { return error.description }
    }
    func shape(
      channels: Int = 4, size: Int = 8, filter: Int = 3, stride: Int = 1, top: Int = 0, groups: Int = 1
    ) throws(LayerShapeError) -> LayerShape {
      try LayerShape(
        outputChannels: 6, inputChannels: channels, inputHeight: size, inputWidth: size, filterHeight: filter,
        filterWidth: filter, stride: SpatialStep(stride), padding: Padding(top: top, bottom: 0, left: 0, right: 0),
        groups: groups)
    }
    #expect(
      message { () throws(LayerShapeError) in try shape(channels: 0) }
        == "input channels of 0: 1 to 268435456 is possible")
    #expect(
      message { () throws(LayerShapeError) in try shape(stride: -1) }
        == "vertical stride of -1: 1 to 268435456 is possible")
    #expect(
      message { () throws(LayerShapeError) in try shape(top: -2) } == "top padding of -2: 0 to 268435456 is possible")
    #expect(
      message { () throws(LayerShapeError) in try shape(groups: 4) }
        == "4 groups do not divide 4 input and 6 output channels")
    #expect(
      message { () throws(LayerShapeError) in try shape(size: 4, filter: 5) }
        == "a filter that spans 5x5 does not fit into the padded input of 4x4")
    #expect(
      message { () throws(LayerShapeError) in try shape(size: 1 << 28) }
        == "input of shape [1, 268435456, 268435456, 4]: at most 2147483648 elements are possible")
  }
}
