import TextFiles

/// A row of a layer table with the letters of the row-stationary dataflow.
enum LayerRow {
  /// All columns that such a table may have; `layers/README.md` says what they mean.
  static let columns = [
    "net", "name", "type", "N", "M", "C", "H", "W", "R", "S", "U", "stride_h", "stride_w", "dilation", "dilation_h",
    "dilation_w", "pad", "pad_t", "pad_b", "pad_l", "pad_r", "groups", "E", "F", "macs", "ifmap_words", "weight_words",
    "ofmap_words", "zeros", "ofmap_zeros",
  ]

  static func layer(_ row: CSVRow) throws(ReadError) -> NamedLayer {
    let type = try LayerType(row)
    let numbers = try Numbers(row, type)
    let (zeros, ofmapZeros) = (try row.optionalShare("zeros"), try row.optionalShare("ofmap_zeros"))
    let result = try row.layer(
      name: try row.name(["name"]), zeros: zeros, ofmapZeros: ofmapZeros
    ) { () throws(LayerShapeError) in try numbers.shape() }
    try type?.check(result.shape, row)
    try check(result.shape, row)
    return result
  }

  /// What a table repeats for its readers; words are elements of a sample.
  private static func check(_ shape: LayerShape, _ row: CSVRow) throws(ReadError) {
    try row.check([
      ("E", shape.outputHeight), ("F", shape.outputWidth), ("macs", shape.macs),
      ("ifmap_words", shape.inputShape.dropFirst().reduce(1, *)), ("weight_words", shape.weightShape.reduce(1, *)),
      ("ofmap_words", shape.outputShape.dropFirst().reduce(1, *)),
    ])
  }

  private struct Numbers {
    let n, m, c, h, w, r, s, groups: Int
    let stride, dilation: SpatialStep
    let padding: Padding

    init(_ row: CSVRow, _ type: LayerType?) throws(ReadError) {
      (m, c) = (try row.number("M"), try row.number("C"))
      (h, w) = (try row.number("H"), try row.number("W"))
      (r, s) = (try row.number("R"), try row.number("S"))
      n = try row.optionalNumber("N") ?? 1
      groups = try row.optionalNumber("groups") ?? (type == .depthwise ? c : 1)
      if let step = try Self.step(row, "U", "stride_h", "stride_w") {
        stride = step
      } else {
        stride = SpatialStep(try row.number("U"))
      }
      dilation = try Self.step(row, "dilation", "dilation_h", "dilation_w") ?? .one
      padding = try Self.padding(row)
    }

    /// A step of both directions, or of each; nil where there is none.
    private static func step(
      _ row: CSVRow, _ both: String, _ vertical: String, _ horizontal: String
    ) throws(ReadError) -> SpatialStep? {
      let common = try row.optionalNumber(both)
      for title in [vertical, horizontal] {
        guard let common, let own = try row.optionalNumber(title), own != common else { continue }
        throw row.error(title, "\(own), but \(both) is \(common)", "\(both) is left empty where the directions differ")
      }
      let sides = (try row.optionalNumber(vertical) ?? common, try row.optionalNumber(horizontal) ?? common)
      switch sides {
      case (nil, nil): return nil
      case (nil, _):
        throw row.error(vertical, "there is no value", "\(vertical) and \(horizontal) are needed, or \(both)")
      case (_, nil):
        throw row.error(horizontal, "there is no value", "\(vertical) and \(horizontal) are needed, or \(both)")
      case (let vertical?, let horizontal?): return SpatialStep(vertical: vertical, horizontal: horizontal)
      }
    }

    /// `pad` is that of the sides that have no number of their own; the largest of the four, as tables have it.
    private static func padding(_ row: CSVRow) throws(ReadError) -> Padding {
      let common = try row.optionalNumber("pad")
      func side(_ title: String) throws(ReadError) -> Int { try row.optionalNumber(title) ?? common ?? 0 }
      let padding = Padding(
        top: try side("pad_t"), bottom: try side("pad_b"), left: try side("pad_l"), right: try side("pad_r"))
      let largest = max(padding.top, padding.bottom, padding.left, padding.right)
      if let common, common != largest {
        throw row.error("pad", "\(common), but the largest of pad_t, pad_b, pad_l and pad_r is \(largest)")
      }
      return padding
    }

    func shape() throws(LayerShapeError) -> LayerShape {
      try LayerShape(
        batch: n, outputChannels: m, inputChannels: c, inputHeight: h, inputWidth: w, filterHeight: r, filterWidth: s,
        stride: stride, dilation: dilation, padding: padding, groups: groups)
    }
  }
}

/// What a table calls a layer.
enum LayerType: String, CaseIterable {
  case convolution = "conv"
  case depthwise = "dw"
  case pointwise = "pw"
  case fullyConnected = "fc"

  /// - Returns: nil where the row has no type.
  init?(_ row: CSVRow) throws(ReadError) {
    guard let name = row.optionalString("type") else { return nil }
    guard let type = LayerType(rawValue: name.lowercased()) else {
      throw row.error(
        "type", "\"\(name.shown())\" is no type of layer",
        "the types are \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = type
  }

  /// Makes sure that a layer is what its type says.
  func check(_ shape: LayerShape, _ row: CSVRow) throws(ReadError) {
    let problem: String? =
      switch self {
      case .convolution: nil
      case .depthwise where shape.groups != shape.inputChannels:
        "dw, but \(shape.groups) groups of \(shape.inputChannels) input channels; a depthwise layer has a group for each"
      case .pointwise where shape.filterHeight != 1 || shape.filterWidth != 1:
        "pw, but a filter of \(shape.filterHeight)x\(shape.filterWidth); a pointwise layer has one of 1x1"
      case .fullyConnected where shape.outputHeight != 1 || shape.outputWidth != 1 || shape.groups != 1:
        "fc, but \(shape.groups) groups and an output of \(shape.outputHeight)x\(shape.outputWidth); a fully connected "
          + "layer has one group and an output of 1x1"
      case .depthwise, .pointwise, .fullyConnected: nil
      }
    if let problem { throw row.error("type", problem) }
  }
}
