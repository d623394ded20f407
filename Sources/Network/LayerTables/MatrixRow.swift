import TextFiles

/// A row of a table of products of matrices, as SCALE-Sim has them: M rows of K values times K rows of N values.
///
/// It is a convolution of 1x1: the left matrix a map with a row of one column for each of its rows and K channels, the
/// right one N filters.
enum MatrixRow {
  static let columns = [
    "net", "name", "Layer", "Layer name", "type", "M", "N", "K", "macs", "Sparsity", "zeros", "ofmap_zeros",
  ]
  private static let type = "gemm"

  /// Whether a table has this form: K is a letter of no other one.
  static func isForm(of text: CSVText) -> Bool { text.has("K") && !text.has("C") }

  static func layer(_ row: CSVRow) throws(ReadError) -> NamedLayer {
    let (rows, filters, channels) = (try row.number("M"), try row.number("N"), try row.number("K"))
    let (zeros, ofmapZeros) = (try row.optionalShare("zeros"), try row.optionalShare("ofmap_zeros"))
    try ScaleSimRow.checkDense(row)
    if let type = row.optionalString("type"), type.lowercased() != Self.type {
      throw row.error("type", "a row with M, N and K is no \"\(type.shown())\"", "\(Self.type) is possible")
    }
    let result = try row.layer(
      name: try row.name(["name", "Layer", "Layer name"]), zeros: zeros, ofmapZeros: ofmapZeros
    ) { () throws(LayerShapeError) in
      try LayerShape(
        outputChannels: filters, inputChannels: channels, inputHeight: rows, inputWidth: 1, filterHeight: 1,
        filterWidth: 1)
    }
    try row.check([("macs", result.shape.macs)])
    return result
  }
}
