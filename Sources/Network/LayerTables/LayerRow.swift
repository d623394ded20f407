/// A row of a layer table with the letters of the row-stationary dataflow.
enum LayerRow {
  static func layer(_ row: CSVRow) throws(ReadError) -> NamedLayer {
    let numbers = try Numbers(row)
    let (zeros, ofmapZeros) = (try row.optionalShare("zeros"), try row.optionalShare("ofmap_zeros"))
    let result = try row.layer(
      name: try row.string("name"), zeros: zeros, ofmapZeros: ofmapZeros
    ) { () throws(LayerShapeError) in try numbers.shape() }
    for (title, computed) in [("E", result.shape.outputHeight), ("F", result.shape.outputWidth), ("macs", result.shape.macs)] {
      if let given = try row.optionalNumber(title), given != computed {
        throw row.error(title, "\(given), but the layer's dimensions make it \(computed)")
      }
    }
    return result
  }

  private struct Numbers {
    let n, m, c, h, w, r, s, u, groups: Int
    let padding: Padding

    init(_ row: CSVRow) throws(ReadError) {
      (m, c) = (try row.number("M"), try row.number("C"))
      (h, w) = (try row.number("H"), try row.number("W"))
      (r, s, u) = (try row.number("R"), try row.number("S"), try row.number("U"))
      (n, groups) = (try row.optionalNumber("N") ?? 1, try row.optionalNumber("groups") ?? 1)
      padding = Padding(
        top: try row.optionalNumber("pad_t") ?? 0, bottom: try row.optionalNumber("pad_b") ?? 0,
        left: try row.optionalNumber("pad_l") ?? 0, right: try row.optionalNumber("pad_r") ?? 0)
    }

    func shape() throws(LayerShapeError) -> LayerShape {
      try LayerShape(
        batch: n, outputChannels: m, inputChannels: c, inputHeight: h, inputWidth: w, filterHeight: r, filterWidth: s,
        stride: SpatialStep(u), padding: padding, groups: groups)
    }
  }
}
