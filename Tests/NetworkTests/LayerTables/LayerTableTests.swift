import Network
import TestSupport
import Testing

@Suite struct LayerTableTests {
  private func table(_ text: String) throws(ReadError) -> LayerTable {
    try LayerTable(csv: Array(text.utf8), file: "t.csv")
  }

  /// MACs as the papers count them: AlexNet's convolutions are those of the published chip's measurements at N = 4.
  @Test func readsTheProjectsTables() throws {
    let macs: [(String, layers: Int, macs: Int)] = [
      ("alexnet", 8, 724_406_816), ("vgg16", 16, 15_470_264_320), ("mlperf_tiny_ic", 10, 12_501_632),
    ]
    for (name, layers, total) in macs {
      let table = try LayerTable(csvFileAt: Workloads.layerTable(name))
      #expect(table.name == name && table.layers.count == layers && table.macs == total)
    }
    for name in ["mlperf_tiny_kws", "mobilenet_v1", "resnet50"] {
      #expect(try LayerTable(csvFileAt: Workloads.layerTable(name)).layers.count > 8)
    }
    let convolutions = try LayerTable(csvFileAt: Workloads.layerTable("alexnet")).layers.prefix(5)
    #expect(convolutions.map { $0.shape.macs * 4 } == [421_660_800, 895_795_200, 598_081_536, 448_561_152, 299_040_768])
    #expect(convolutions.map(\.shape.groups) == [1, 2, 1, 2, 2])
    #expect(convolutions[1].shape.padding == Padding(top: 2, bottom: 2, left: 2, right: 2))
  }

  @Test func readsTopologiesOfScaleSim() throws {
    let table = try table(
      """
      Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,
      Conv1,\t227, 227, 11, 11, 3, 96, 4,
      FC6, 1, 1, 1, 1, 9216, 4096, 1,

      """)
    #expect(table.layers.map(\.name) == ["Conv1", "FC6"])
    #expect(table.layers[0].shape.outputShape == [1, 55, 55, 96])
    #expect(table.layers[1].shape.macs == 9216 * 4096)
  }

  @Test func takesColumnsInAnyOrderAndWithoutThoseThatHaveDefaults() throws {
    let table = try table("U,name,S,R,W,H,C,M\r\n2,a,1,3,4,9,5,6\r\n")
    let shape = try LayerShape(
      outputChannels: 6, inputChannels: 5, inputHeight: 9, inputWidth: 4, filterHeight: 3, filterWidth: 1,
      stride: SpatialStep(2))
    #expect(table == LayerTable(name: "t", layers: [NamedLayer(name: "a", shape: shape)]))
  }

  @Test(arguments: [
    ("", "t.csv: the file is empty"),
    ("name,M,C,H,W,R,S,U\n", "t.csv: no layer follows the titles"),
    ("name,M,C,H,W,R,S\na,1,1,1,1,1,1\n", "t.csv, line 1: there is no column U; the columns are name, M, C, H, W, R, S"),
    ("name,M,C,H,W,R,S,U\na,1,1,1,1,1,1,1\n\nb,1,1,x,1,1,1,1\n", "t.csv, line 4, column H: \"x\" is no whole number"),
    ("name,M,C,H,W,R,S,U\na,1,1,1,1,1,1\n", "t.csv, line 2, column U: there is no value"),
    (
      "name,M,C,H,W,R,S,U\na,1,1,2,2,3,1,1\n",
      "t.csv, line 2: layer a: a filter that spans 3x1 does not fit into the padded input of 2x2"
    ),
    ("name,M,C,H,W,R,S,U\na,0,1,2,2,1,1,1\n", "t.csv, line 2: layer a: output channels of 0: 1 to 268435456 is possible"),
    (
      "name,M,C,H,W,R,S,U,E\na,1,1,5,5,3,3,1,4\n",
      "t.csv, line 2, column E: 4, but the layer's dimensions make it 3"
    ),
    (
      "Layer, M, N, K,\nGEMM0, 3, 4, 5,\n", "t.csv, line 1: there is no column C; the columns are Layer, M, N, K"
    ),
    ("Layer name, IFMAP Height,\nConv1, 3,\n", "t.csv, line 1: there is no column IFMAP Width; the columns are Layer name, IFMAP Height"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ message: String) throws {
    let error = try #require(throws: ReadError.self) { try table(text) }
    #expect(error.description == message)
  }

  @Test func refusesWhatIsNoText() throws {
    let error = try #require(throws: ReadError.self) { try LayerTable(csv: [0xFF, 0xFE, 0], file: "t.csv") }
    #expect(error.description == "t.csv: this is not text in UTF-8; comma-separated values are expected")
  }

  @Test func listsTheLayersOfANetwork() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let table = LayerTable(graph)
    #expect(table.macs == graph.macs && table.layers.first?.name == "0 CONV_2D")
  }
}
