import TextFiles

/// The layers of a network that consist of multiply-accumulates: all that a mapper needs of it.
public struct LayerTable: Hashable, Sendable {
  /// The network, or the file that the table was read from.
  public let name: String
  /// In the order of the table.
  public let layers: [NamedLayer]

  /// A table of layers that are there already; nothing is checked.
  public init(name: String, layers: [NamedLayer]) {
    (self.name, self.layers) = (name, layers)
  }

  /// Reads a table of comma-separated values, in one of three forms that are told apart by their first line.
  ///
  /// - columns `name, M, C, H, W, R, S, U` and others that `layers/README.md` lists: batch, groups, pads, both strides,
  ///   dilation, shares of zeros. H and W are the unpadded input. What only repeats the dimensions is checked;
  /// - a topology of SCALE-Sim: `Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num
  ///   Filter, Strides`, whose heights and widths are the padded input;
  /// - products of matrices: `name, M, N, K`, or `Layer, M, N, K` as SCALE-Sim has them.
  ///
  /// Nothing is passed over: a column that is in none of these forms, one that stands twice, and a value below no title
  /// are errors.
  ///
  /// - Throws: `ReadError` with the line and the column of the first thing that is wrong.
  public init(csvFileAt path: String) throws(ReadError) {
    try self.init(csv: try readBytes(ofFileAt: path, limit: Self.maximumBytes), file: path)
  }

  /// As ``init(csvFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(csv bytes: [UInt8], file: String) throws(ReadError) {
    let text = try CSVText(bytes, file: file)
    guard text.count <= Self.maximumLayers else {
      throw ReadError(file: file, problem: "\(text.count) layers", remedy: "at most \(Self.maximumLayers) are read")
    }
    let layers = try Self.layers(text)
    guard !layers.isEmpty else { throw ReadError(file: file, problem: "no layer follows the titles") }
    let name = Self.lastComponent(file)
    try Self.checkTotal(layers.map(\.shape), file: file)
    self.init(name: (name.hasSuffix(".csv") ? String(name.dropLast(4)) : name).shown(), layers: layers)
  }

  private static func layers(_ text: CSVText) throws(ReadError) -> [NamedLayer] {
    if text.has(ScaleSimRow.firstTitle) {
      try text.check(columns: ScaleSimRow.columns, of: "a topology of SCALE-Sim")
      return try text.rows(ScaleSimRow.layer)
    }
    if MatrixRow.isForm(of: text) {
      try text.check(columns: MatrixRow.columns, of: "a table of products of matrices")
      return try text.rows(MatrixRow.layer)
    }
    try text.check(columns: LayerRow.columns, of: "a layer table")
    return try text.rows(LayerRow.layer)
  }

  /// Makes sure that all layers may have so many samples.
  ///
  /// - Parameter file: how messages call the table.
  /// - Throws: `ReadError` with the first layer that would be too large.
  public func check(batch: Int, file: String) throws(ReadError) {
    for layer in layers {
      do {
        try layer.shape.check(batch: batch)
      } catch {
        throw ReadError(file: file, problem: "layer \(layer.name.shown()) with \(batch) samples: \(error)")
      }
    }
    try Self.checkTotal(
      layers.map {
        let shape = $0.shape
        return shape.replacing(
          batch: batch, outputChannels: shape.outputChannels, inputChannels: shape.inputChannels, groups: shape.groups)
      }, file: file)
  }

  /// Sums over all layers may not overflow.
  private static func checkTotal(_ shapes: [LayerShape], file: String) throws(ReadError) {
    let macs = shapes.reduce(0) { $0 + $1.macs }
    guard macs <= maximumMACs else {
      throw ReadError(
        file: file, problem: "\(macs) multiply-accumulates of all layers", remedy: "at most \(maximumMACs) are possible"
      )
    }
  }

  private static let maximumMACs = 1 << 48
  private static let maximumBytes = 1 << 24
  private static let maximumLayers = 10_000

  private static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The convolutions and fully connected layers of a network, by their numbers and the names of their operators.
  public init(_ graph: Graph) {
    self.init(
      name: Self.lastComponent(graph.name).shown(),
      layers: graph.operators.compactMap { operation in
        operation.linearLayer.map { NamedLayer(name: "\(operation.index) \(operation.name)", shape: $0.shape) }
      })
  }

  /// Multiply-accumulates of all layers.
  public var macs: Int { layers.reduce(0) { $0 + $1.shape.macs } }
}
