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
    #expect(
      convolutions.map { $0.shape.macs * 4 } == [421_660_800, 895_795_200, 598_081_536, 448_561_152, 299_040_768])
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
    (
      "name,M,C,H,W,R,S\na,1,1,1,1,1,1\n", "t.csv, line 1: there is no column U; the columns are name, M, C, H, W, R, S"
    ),
    ("name,M,C,H,W,R,S,U\na,1,1,1,1,1,1,1\n\nb,1,1,x,1,1,1,1\n", "t.csv, line 4, column H: \"x\" is no whole number"),
    ("name,M,C,H,W,R,S,U\na,1,1,1,1,1,1\n", "t.csv, line 2, column U: there is no value"),
    (
      "name,M,C,H,W,R,S,U,dilatoin\na,1,1,1,1,1,1,1,2\n",
      "t.csv, line 1: unknown column \"dilatoin\"; did you mean \"dilation\"?; a layer table has the columns net, name, type, N, M, "
        + "C, H, W, R, S, U, stride_h, stride_w, dilation, dilation_h, dilation_w, pad, pad_t, pad_b, pad_l, pad_r, groups, E, F, "
        + "macs, ifmap_words, weight_words, ofmap_words, zeros, ofmap_zeros"
    ),
    ("name,M,C,H,W,R,S,U,m\na,1,1,1,1,1,1,1,2\n", "t.csv, line 1: the column m stands twice; once is expected"),
    (
      "name,M,C,H,W,R,S,U\na,1,1,1,1,1,1,1,9\n",
      "t.csv, line 2: \"9\" stands below no title; the columns are name, M, C, H, W, R, S, U"
    ),
    (
      "name,M,C,H,W,R,S,U,\na,1,1,1,1,1,1,1,9\n",
      "t.csv, line 2: \"9\" stands below no title; the columns are name, M, C, H, W, R, S, U"
    ),
    ("name;M;C\na;1;1\n", "t.csv, line 1: the values are separated by semicolons; commas are expected"),
    ("name,M,C,H,W,R,S,U\n\"a,1,1,1,1,1,1,1\n", "t.csv, line 2: a quote is not closed"),
    (
      "name,M,C,H,W,R,S,U,stride_h\na,1,1,9,9,1,1,1,2\n",
      "t.csv, line 2, column stride_h: 2, but U is 1; U is left empty where the directions differ"
    ),
    (
      "name,M,C,H,W,R,S,dilation_h,stride_h\na,1,1,9,9,1,1,1,2\n",
      "t.csv, line 2, column stride_w: there is no value; stride_h and stride_w are needed, or U"
    ),
    (
      "name,M,C,H,W,R,S,U,pad,pad_t\na,1,1,9,9,1,1,1,2,3\n",
      "t.csv, line 2, column pad: 2, but the largest of pad_t, pad_b, pad_l and pad_r is 3"
    ),
    (
      "name,type,M,C,H,W,R,S,U,groups\na,dw,8,8,9,9,3,3,1,1\n",
      "t.csv, line 2, column type: dw, but 1 groups of 8 input channels; a depthwise layer has a group for each"
    ),
    (
      "name,type,M,C,H,W,R,S,U\na,pw,8,8,9,9,3,3,1\n",
      "t.csv, line 2, column type: pw, but a filter of 3x3; a pointwise layer has one of 1x1"
    ),
    (
      "name,type,M,C,H,W,R,S,U\na,fc,8,8,9,9,3,3,1\n",
      "t.csv, line 2, column type: fc, but 1 groups and an output of 7x7; a fully connected layer has one group and an output of 1x1"
    ),
    (
      "name,type,M,C,H,W,R,S,U\na,\u{1B}[1m,8,8,9,9,3,3,1\n",
      "t.csv, line 2, column type: \"\\u{1B}[1m\" is no type of layer; the types are conv, dw, pw, fc"
    ),
    (
      "name,M,C,H,W,R,S,U,weight_words\na,2,1,5,5,3,3,1,9\n",
      "t.csv, line 2, column weight_words: 9, but the layer's dimensions make it 18"
    ),
    (
      "Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter Width,Channels,Num Filter,Strides,Sparsity\na,9,9,3,3,8,8,1,2:4\n",
      "t.csv, line 2, column Sparsity: \"2:4\" is not carried out; weights are dense, which is 1:1: leave the column out"
    ),
    (
      "Layer,M,N,K,Batch\na,9,9,3,3\n",
      "t.csv, line 1: unknown column \"Batch\"; a table of products of matrices has the columns net, name, Layer, Layer name, type, M, "
        + "N, K, macs, Sparsity, zeros, ofmap_zeros"
    ),
    (
      "name,M,C,H,W,R,S,U\na,30000,30000,200,200,7,7,1\n",
      "t.csv, line 2: layer a: filters of shape [30000, 7, 7, 30000]: at most 2147483648 elements are possible"
    ),
    (
      "name,M,C,H,W,R,S,U\na,2000,2000,500,500,7,7,1\n",
      "t.csv, line 2: layer a: 47831056000000 multiply-accumulates: at most 35184372088832 are possible"
    ),
    (
      "name,M,C,H,W,R,S,U\n\(String(repeating: "x", count: 201)),1,1,1,1,1,1,1\n",
      "t.csv, line 2, column name: the name has 201 characters; at most 200 are possible"
    ),
    (
      "name,M,C,H,W,R,S,U\na,1,1,2,2,3,1,1\n",
      "t.csv, line 2: layer a: a filter that spans 3x1 does not fit into the padded input of 2x2"
    ),
    (
      "name,M,C,H,W,R,S,U\na,0,1,2,2,1,1,1\n",
      "t.csv, line 2: layer a: output channels of 0: 1 to 268435456 is possible"
    ),
    (
      "name,M,C,H,W,R,S,U,E\na,1,1,5,5,3,3,1,4\n",
      "t.csv, line 2, column E: 4, but the layer's dimensions make it 3"
    ),
    (
      "Layer name, IFMAP Height,\nConv1, 3,\n",
      "t.csv, line 1: there is no column IFMAP Width; the columns are Layer name, IFMAP Height"
    ),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ message: String) throws {
    let error = try #require(throws: ReadError.self) { try table(text) }
    #expect(error.description == message)
  }

  @Test func refusesWhatIsNoText() throws {
    for (bytes, kind) in [([0xFF, 0xFE, 0], "text in UTF-16"), ([0x61, 0xFF, 0], "not text in UTF-8")]
      as [([UInt8], String)]
    {
      let error = try #require(throws: ReadError.self) { try LayerTable(csv: bytes, file: "t.csv") }
      #expect(error.description == "t.csv: this is \(kind); comma-separated values in UTF-8 are expected")
    }
  }

  /// What spreadsheets write before a text in UTF-8, and around values.
  @Test func readsAByteOrderMarkAndQuotes() throws {
    let table = try table("\u{FEFF}name,M,C,H,W,R,S,U\r\n\"a, \"\"b\"\"\",4,\"3\", 8,8,3,3,1\r\n")
    #expect(table.layers.map(\.name) == ["a, \"b\""] && table.layers[0].shape.outputShape == [1, 6, 6, 4])
  }

  @Test func obeysDilationAndStridesOfBothDirections() throws {
    let table = try table(
      """
      name,M,C,H,W,R,S,U,stride_h,stride_w,dilation,dilation_h,dilation_w,pad,pad_l
      a,4,3,20,30,3,2,,2,3,,4,5,,
      b,4,3,20,30,3,2,2,,,3,,,1,0
      c,4,3,20,30,3,2,1,1,,,,,,
      """)
    func shape(_ stride: SpatialStep, _ dilation: SpatialStep, _ padding: Padding = .none) throws -> LayerShape {
      try LayerShape(
        outputChannels: 4, inputChannels: 3, inputHeight: 20, inputWidth: 30, filterHeight: 3, filterWidth: 2,
        stride: stride, dilation: dilation, padding: padding)
    }
    #expect(try table.layers[0].shape == shape(.init(vertical: 2, horizontal: 3), .init(vertical: 4, horizontal: 5)))
    #expect(
      try table.layers[1].shape == shape(.init(2), .init(3), Padding(top: 1, bottom: 1, left: 0, right: 1)))
    #expect(try table.layers[2].shape == shape(.one, .one))
  }

  @Test func depthwiseLayersHaveAGroupForEachChannel() throws {
    let shape = try table("name,type,M,C,H,W,R,S,U\na,dw,16,8,9,9,3,3,1\n").layers[0].shape
    #expect(shape.groups == 8 && shape.macs == 16 * 49 * 9)
    let topology = try table(
      """
      Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter Width,Channels,Num Filter,Stride height,Stride width,Sparsity,
      ConvDP1,9,10,3,3,8,2,1,2,1:1,
      """)
    #expect(topology.layers[0].shape.groups == 8 && topology.layers[0].shape.outputShape == [1, 7, 4, 16])
  }

  @Test(arguments: ["Layer, M, N, K,\nfc1, 64, 32, 16,\n", "name,type,K,N,M,macs\nfc1,gemm,16,32,64,32768\n"])
  func readsProductsOfMatrices(_ text: String) throws {
    let layer = try table(text).layers[0]
    #expect(layer.name == "fc1" && layer.shape.macs == 64 * 32 * 16)
    #expect(layer.shape.inputShape == [1, 64, 1, 16] && layer.shape.weightShape == [32, 1, 1, 16])
    #expect(layer.shape.outputShape == [1, 64, 1, 32])
  }

  @Test func namesAreShownInOneLine() throws {
    let table = try table("name,M,C,H,W,R,S,U\n\u{1B}[31m\u{202E}red,4,3,8,8,3,3,1\n")
    #expect(table.layers[0].name == "\\u{1B}[31m\\u{202E}red")
  }

  @Test func samplesAreCheckedBeforeLayersHaveThem() throws {
    let table = try LayerTable(csvFileAt: Workloads.layerTable("vgg16"))
    try table.check(batch: 64, file: "vgg16.csv")
    let error = try #require(throws: ReadError.self) { try table.check(batch: 4096, file: "vgg16.csv") }
    #expect(
      error.description
        == "vgg16.csv: layer conv1_1 with 4096 samples: output of shape [4096, 224, 224, 64]: at most 2147483648 elements are possible"
    )
    let large = "name,M,C,H,W,R,S,U\n" + (0..<20).map { "l\($0),2000,1000,500,500,7,7,1\n" }.joined()
    let total = try #require(throws: ReadError.self) { try self.table(large) }
    #expect(
      total.description
        == "t.csv: 478310560000000 multiply-accumulates of all layers; at most 281474976710656 are possible")
  }

  @Test func listsTheLayersOfANetwork() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let table = LayerTable(graph)
    #expect(table.macs == graph.macs && table.layers.first?.name == "0 CONV_2D")
  }
}
