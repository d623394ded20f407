import TextFiles

/// A row of a topology of SCALE-Sim: the padded input, one sample.
enum ScaleSimRow {
  static let firstTitle = "IFMAP Height"
  /// All columns that a topology may have, those of its third version included.
  static let columns = [
    "Layer name", "IFMAP Height", "IFMAP Width", "Filter Height", "Filter Width", "Channels", "Num Filter", "Strides",
    "Stride height", "Stride width", "Sparsity",
  ]
  /// What SCALE-Sim finds in the name of a depthwise layer, of which the table gives the filters of a channel.
  private static let depthwiseMark = "DP"

  static func layer(_ row: CSVRow) throws(ReadError) -> NamedLayer {
    let (height, width) = (try row.number("IFMAP Height"), try row.number("IFMAP Width"))
    let (filterHeight, filterWidth) = (try row.number("Filter Height"), try row.number("Filter Width"))
    let (channels, filters) = (try row.number("Channels"), try row.number("Num Filter"))
    let stride = try stride(row)
    try checkDense(row)
    let name = try row.name(["Layer name"])
    let isDepthwise = name.contains(depthwiseMark)
    return try row.layer(name: name) { () throws(LayerShapeError) in
      // What overflows is larger than any layer may be, and refused as such.
      let (product, overflow) = filters.multipliedReportingOverflow(by: isDepthwise ? channels : 1)
      return try LayerShape(
        outputChannels: overflow ? .max : product, inputChannels: channels, inputHeight: height, inputWidth: width,
        filterHeight: filterHeight, filterWidth: filterWidth, stride: stride, groups: isDepthwise ? channels : 1)
    }
  }

  /// One for both directions, or one for each.
  private static func stride(_ row: CSVRow) throws(ReadError) -> SpatialStep {
    let common = try row.optionalNumber("Strides")
    let sides = (try row.optionalNumber("Stride height"), try row.optionalNumber("Stride width"))
    switch (common, sides.0, sides.1) {
    case (let both?, nil, nil): return SpatialStep(both)
    case (nil, let vertical?, let horizontal?): return SpatialStep(vertical: vertical, horizontal: horizontal)
    case (nil, nil, nil): return SpatialStep(try row.number("Strides"))
    default:
      throw row.error(
        "Strides", "the row does not say one stride", "Strides, or Stride height and Stride width, are needed")
    }
  }

  /// Makes sure that all weights are there: of each M weights of a row N may differ from 0, which has to be all of them.
  static func checkDense(_ row: CSVRow) throws(ReadError) {
    guard let text = row.optionalString("Sparsity") else { return }
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map { Int(trimmed($0)) }
    guard numbers.count == 2, let kept = numbers[0], let all = numbers[1], kept > 0, kept == all else {
      throw row.error(
        "Sparsity", "\"\(text.shown())\" is not carried out", "weights are dense, which is 1:1: leave the column out")
    }
  }

  private static func trimmed(_ text: Substring) -> String { String(text.filter { !$0.isWhitespace }) }
}
