@testable import Accelerator

/// An architecture for tests, by what they vary.
struct PEArchitecture: Hashable, Sendable {
  var rows = 1
  var columns = 1
  var activationBits = 8
  var zeroPoint = false
  var weightBits = 8
  var psumBits = 32
  var productShift = false
  /// Psums of the scratchpad.
  var p = 8
  /// Words of the ifmap scratchpad.
  var window = 12
  /// Words of the filter scratchpad.
  var weights = 96
  var ifmapBus = 1
  var filterBus = 1
  var psumBus = 1
  var inputFIFO = 2
  var psumFIFO = 4

  var architecture: Architecture {
    Architecture(
      rows: rows, columns: columns, activationBits: activationBits, zeroPoint: zeroPoint, weightBits: weightBits,
      psumBits: psumBits, productShift: productShift, ifmapScratchpad: window, filterScratchpad: weights,
      psumScratchpad: p, ifmapBusWords: ifmapBus, filterBusWords: filterBus, psumBusWords: psumBus,
      inputFIFO: inputFIFO, psumFIFO: psumFIFO)
  }
}
