import Foundation
import Network
import TestSupport
import Testing

@Suite struct TFLiteReaderTests {
  @Test func readsEveryKindOfOperator() throws {
    let names = try TFLiteFixture.all.map { try Graph(tflite: $0.bytes, file: "f").operators[0].name }
    #expect(
      names == ["CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "ADD", "AVERAGE_POOL_2D", "RESHAPE", "SOFTMAX"])
  }

  @Test func resolvesAConvolution() throws {
    let graph = try Graph(tflite: TFLiteFixture.convolution.bytes, file: "f")
    #expect(graph.inputShape == [1, 5, 6, 2])
    #expect(graph.outputShape == [1, 5, 6, 4])
    #expect(graph.tensors.map(\.name) == ["x", "y"])
    let layer = try #require(graph.operators[0].linearLayer)
    let shape = try LayerShape(
      outputChannels: 4, inputChannels: 2, inputHeight: 5, inputWidth: 6, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1))
    #expect(layer.shape == shape)
    #expect(layer.weights.shape == [4, 3, 3, 2])
    #expect(layer.weights[1, 0, 0, 0] == Int8(truncatingIfNeeded: 18 * 7))
    #expect(layer.bias == [0x0101_0101, 0x0101_0101, 0x0101_0101, 0x0101_0101])
    #expect(layer.inputZeroPoint == -3)
    #expect(layer.requantization.zeroPoint == -128)
    #expect(layer.requantization.bounds == -128...127)
    #expect(
      layer.requantization.multipliers
        == (try [0.1, 0.2, 0.3, 0.4].map { try QuantizedMultiplier(0.5 * Double(Float($0)) / 0.5) }))
    #expect(graph.macs == 5 * 6 * 4 * 18)
  }

  @Test func turnsADepthwiseConvolutionIntoAGroupedOne() throws {
    let graph = try Graph(tflite: TFLiteFixture.depthwise.bytes, file: "f")
    let layer = try #require(graph.operators[0].linearLayer)
    #expect(layer.shape.groups == 3)
    #expect(layer.shape.filtersPerGroup == 2)
    #expect(layer.shape.isDepthwise)
    #expect(layer.weights.shape == [6, 2, 2, 1])
    for channel in 0..<6 {
      #expect((0..<4).map { layer.weights.elements[channel * 4 + $0] } == (0..<4).map { Int8($0 * 6 + channel) })
    }
  }

  @Test func padsAsymmetrically() throws {
    let path = Workloads.path("operators", "0001_conv.tflite")
    let shape = try #require(try Graph(tfliteFileAt: path).operators[0].linearLayer?.shape)
    // 13x11 with 4x5 filters and strides of 2: (7 - 1) * 2 + 4 - 13 rows, of which the odd one is below.
    #expect(shape.stride == SpatialStep(2))
    #expect(shape.padding == Padding(top: 1, bottom: 2, left: 2, right: 2))
  }

  @Test func readsTheDigitsNetwork() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    #expect(graph.operators.count == 9)
    #expect(graph.operators.map(\.index) == Array(0..<9))
    #expect(graph.inputShape == [1, 8, 8, 1])
    #expect(graph.tensors[graph.input].quantization == Quantization(scale: 0.0625, zeroPoint: -128))
    // Convolutions of 9 taps, depthwise 3x3, 1x1, 3x3 and 10 scores.
    #expect(graph.macs == 64 * 16 * 9 + 64 * 16 * 9 + 64 * 32 * 16 + 16 * 32 * 9 * 32 + 320)
  }
}
