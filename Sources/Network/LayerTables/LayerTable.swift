/// The layers of a network that consist of multiply-accumulates: all that a mapper needs of it.
public struct LayerTable: Hashable, Sendable {
  /// The network, or the file that the table was read from.
  public let name: String
  public let layers: [NamedLayer]

  public init(name: String, layers: [NamedLayer]) {
    (self.name, self.layers) = (name, layers)
  }

  /// Reads a table of comma-separated values, in one of two forms that are told apart by their first line:
  ///
  /// - columns `name, M, C, H, W, R, S, U` and, if they are there, `N`, `groups`, `pad_t`, `pad_b`, `pad_l`, `pad_r`;
  ///   H and W are the unpadded input, `zeros` and `ofmap_zeros` the shares of input and output that are zero, or
  ///   nothing. `E`, `F` and `macs` are checked; other columns are left alone;
  /// - a topology of SCALE-Sim: `Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num
  ///   Filter, Strides`, whose heights and widths are the padded input.
  ///
  /// - Throws: `ReadError` with the line and the column of the first thing that is wrong.
  public init(csvFileAt path: String) throws(ReadError) {
    try self.init(csv: try readBytes(ofFileAt: path), file: path)
  }

  /// As ``init(csvFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(csv bytes: [UInt8], file: String) throws(ReadError) {
    let text = try CSVText(bytes, file: file)
    guard text.count <= Self.maximumLayers else {
      throw ReadError(file: file, problem: "\(text.count) layers", remedy: "at most \(Self.maximumLayers) are read")
    }
    let layers = text.has(ScaleSimRow.firstTitle) ? try text.rows(ScaleSimRow.layer) : try text.rows(LayerRow.layer)
    guard !layers.isEmpty else { throw ReadError(file: file, problem: "no layer follows the titles") }
    let name = Self.lastComponent(file)
    self.init(name: name.hasSuffix(".csv") ? String(name.dropLast(4)) : name, layers: layers)
  }

  private static let maximumLayers = 10_000

  private static func lastComponent(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The convolutions and fully connected layers of a network, by their numbers and the names of their operators.
  public init(_ graph: Graph) {
    self.init(
      name: Self.lastComponent(graph.name),
      layers: graph.operators.compactMap { operation in
        operation.linearLayer.map { NamedLayer(name: "\(operation.index) \(operation.name)", shape: $0.shape) }
      })
  }

  /// Multiply-accumulates of all layers.
  public var macs: Int { layers.reduce(0) { $0 + $1.shape.macs } }
}
