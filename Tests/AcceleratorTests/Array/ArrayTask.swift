@testable import Accelerator

/// A small convolution layer and how the test lays it onto an array.
///
/// Sets of `filterHeight * channelGroups` rows and `setWidth` columns; `tilesDown` of them above one another and
/// `tilesAcross` side by side work on different filters. The sizes of the layer follow from those of the mapping.
struct ArrayTask: Sendable, Equatable, CustomStringConvertible {
  var parameters = PEArchitecture()
  /// R, S, U, F.
  var filterHeight = 1, filterWidth = 1, stride = 1, outputWidth = 1
  /// e, and how many strips of e output rows a pass computes with the same weights.
  var setWidth = 1, strips = 1
  /// q and p of a PE; r.
  var q = 1, p = 1, channelGroups = 1
  var tilesDown = 1, tilesAcross = 1
  /// Each of the q channels of a PE has p filters of its own.
  var depthwise = false
  /// Each input column begins a new group of bus words, as where feature maps lie as vectors of channels.
  var groupsByColumn = false
  /// Passes over channels, whose psums come back through the psum network, and over filters.
  var channelPasses = 1, filterPasses = 1
  /// Whether psums enter through the network even in the only pass over the channels.
  var bias = false
  var zeroPoint = 0, shift = 0
  /// Of a hundred activations, how many equal the zero point.
  var zeros = 0
  var stalls = Stalls.none
  var seed: UInt64 = 1

  var description: String {
    "ArrayTask(parameters: \(parameters), filterHeight: \(filterHeight), filterWidth: \(filterWidth), "
      + "stride: \(stride), outputWidth: \(outputWidth), setWidth: \(setWidth), strips: \(strips), q: \(q), p: \(p), "
      + "channelGroups: \(channelGroups), tilesDown: \(tilesDown), tilesAcross: \(tilesAcross), "
      + "depthwise: \(depthwise), groupsByColumn: \(groupsByColumn), "
      + "channelPasses: \(channelPasses), filterPasses: \(filterPasses), bias: \(bias), zeroPoint: \(zeroPoint), "
      + "shift: \(shift), zeros: \(zeros), stalls: .\(stalls), seed: \(seed))"
  }
}

extension ArrayTask {
  var channels: Int { q * channelGroups * channelPasses }
  /// Psums of an output column, and how many values of the window have psums of their own.
  var psums: Int { p * span }
  var span: Int { depthwise ? q : 1 }
  var filters: Int { psums * tilesDown * tilesAcross * filterPasses }
  var outputHeight: Int { setWidth * strips }
  var inputHeight: Int { stride * (outputHeight - 1) + filterHeight }
  var inputWidth: Int { stride * (outputWidth - 1) + filterWidth }

  var setHeight: Int { filterHeight * channelGroups }
  var window: Int { q * filterWidth }
  var slide: Int { q * min(stride, filterWidth) }
  var elements: Int { setHeight * setWidth * tilesDown * tilesAcross }
  /// Whether a channel adds to the psums of a filter.
  func meets(channel: Int, filter: Int) -> Bool { channel % span == filter % psums / p }
  /// The input columns in the order of delivery: those between windows that do not touch are left out.
  var deliveredColumns: [Int] {
    if stride <= filterWidth { return Array(0..<inputWidth) }
    return (0..<outputWidth).flatMap { column in (0..<filterWidth).map { column * stride + $0 } }
  }
  var psumsEnter: Bool { bias || channelPasses > 1 }

  /// Whether the array can do it.
  var fits: Bool {
    setHeight * tilesDown <= parameters.rows && setWidth * tilesAcross <= parameters.columns
      && window <= parameters.window && window * p <= parameters.weights && psums <= parameters.p
  }
}
