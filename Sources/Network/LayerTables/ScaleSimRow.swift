/// A row of a topology of SCALE-Sim: the padded input, one stride for both directions, one sample, no groups.
enum ScaleSimRow {
  static let firstTitle = "IFMAP Height"

  static func layer(_ row: CSVRow) throws(ReadError) -> NamedLayer {
    let (height, width) = (try row.number("IFMAP Height"), try row.number("IFMAP Width"))
    let (filterHeight, filterWidth) = (try row.number("Filter Height"), try row.number("Filter Width"))
    let (channels, filters) = (try row.number("Channels"), try row.number("Num Filter"))
    let stride = try row.number("Strides")
    return try row.layer(name: try row.string("Layer name")) { () throws(LayerShapeError) in
      try LayerShape(
        outputChannels: filters, inputChannels: channels, inputHeight: height, inputWidth: width,
        filterHeight: filterHeight, filterWidth: filterWidth, stride: SpatialStep(stride))
    }
  }
}
