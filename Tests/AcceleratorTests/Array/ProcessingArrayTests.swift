import Testing

@testable import Accelerator

/// Small layers on small arrays, compared with the definition of a convolution.
@Suite struct ProcessingArrayTests {
  @Test func onePEIsAnArray() throws {
    try check(ArrayTask(filterWidth: 3, outputWidth: 5, strips: 3, q: 2, p: 4, filterPasses: 2, zeros: 20))
  }

  @Test(arguments: 1...3)
  func rowsOfTheInputRunAlongTheDiagonals(stride: Int) throws {
    try check(
      ArrayTask(
        parameters: PEArchitecture(rows: 3, columns: 4, psumBus: 2), filterHeight: 3, filterWidth: 3, stride: stride,
        outputWidth: 3, setWidth: 4, strips: 2, q: 2, p: 2, zeros: 20))
  }

  @Test func channelGroupsSumUpOnTheirWayUpTheColumn() throws {
    try check(
      ArrayTask(
        parameters: PEArchitecture(rows: 4, columns: 3), filterHeight: 2, filterWidth: 2, outputWidth: 3, setWidth: 3,
        q: 2, p: 3, channelGroups: 2))
  }

  @Test func filterTilesStandAboveAndBesideOneAnother() throws {
    try check(
      ArrayTask(
        parameters: PEArchitecture(rows: 4, columns: 5, filterBus: 2, psumBus: 4), filterHeight: 2, filterWidth: 3,
        outputWidth: 3, setWidth: 2, strips: 2, q: 1, p: 3, tilesDown: 2, tilesAcross: 2))
  }

  @Test func psumsOfAPassEnterTheNextOne() throws {
    try check(
      ArrayTask(
        parameters: PEArchitecture(rows: 2, columns: 3, psumBus: 4), filterHeight: 2, filterWidth: 2, outputWidth: 3,
        setWidth: 3, strips: 2, q: 2, p: 3, channelPasses: 3, filterPasses: 2, bias: true))
  }

  @Test(arguments: [1, 2])
  func channelsOfADepthwiseLayerKeepToThemselves(p: Int) throws {
    try check(
      ArrayTask(
        parameters: PEArchitecture(rows: 3, columns: 4, ifmapBus: 4, psumBus: 4), filterHeight: 3, filterWidth: 3,
        outputWidth: 4, setWidth: 2, strips: 2, q: 4, p: p, tilesAcross: 2, depthwise: true, zeros: 20))
  }

  /// Groups that are not full take as much room in the input FIFOs as others.
  @Test func groupsMayEndWithEachColumn() throws {
    for q in [1, 3, 4] {
      try check(
        ArrayTask(
          parameters: PEArchitecture(rows: 3, columns: 3, ifmapBus: 4, psumBus: 4, inputFIFO: 1, psumFIFO: 1),
          filterHeight: 3, filterWidth: 3, outputWidth: 4, setWidth: 3, strips: 2, q: q, p: 2,
          depthwise: q == 4, groupsByColumn: true, channelPasses: 2, zeros: 20))
    }
  }

  /// The same task on one array, without and with stalls.
  private func check(_ task: ArrayTask) throws {
    let bench = try Bench(ProcessingArray(task.parameters.architecture), seed: task.seed)
    for stalls in Stalls.allCases {
      var task = task
      task.stalls = stalls
      try task.check(on: bench)
    }
  }

  @Test func zeroPointsAreTakenOffBeforeZerosAreTold() throws {
    let parameters = PEArchitecture(rows: 2, columns: 2, zeroPoint: true, ifmapBus: 4)
    for zeroPoint in [-128, -3, 127] {
      try ArrayTask(
        parameters: parameters, filterHeight: 2, filterWidth: 3, outputWidth: 5, setWidth: 2, q: 2, p: 2,
        zeroPoint: zeroPoint, zeros: 40
      ).check()
    }
  }

  @Test func productsOf16BitsAreCutToTheirWindow() throws {
    let parameters = PEArchitecture(
      rows: 2, columns: 2, activationBits: 16, weightBits: 16, psumBits: 16, productShift: true, filterBus: 4,
      psumBus: 4)
    try ArrayTask(
      parameters: parameters, filterHeight: 2, filterWidth: 3, outputWidth: 5, setWidth: 2, q: 2, p: 2,
      channelPasses: 2, shift: 11, zeros: 10
    ).check()
  }

  @Test func windowsThatDoNotTouchAreDeliveredWhole() throws {
    try ArrayTask(
      parameters: PEArchitecture(rows: 1, columns: 3, ifmapBus: 2), filterHeight: 1, filterWidth: 1, stride: 2,
      outputWidth: 4, setWidth: 3, q: 4, p: 3
    ).check()
  }

  /// Sizes, mapping and networks of a layer are a matter of configuration.
  @Test func oneArrayRunsOneLayerAfterAnother() throws {
    let parameters = PEArchitecture(rows: 3, columns: 4, zeroPoint: true, ifmapBus: 3, filterBus: 2, psumBus: 4)
    let bench = try Bench(ProcessingArray(parameters.architecture), seed: 3)
    let layers = [
      ArrayTask(parameters: parameters, filterHeight: 3, filterWidth: 3, outputWidth: 5, setWidth: 4, q: 2, p: 4),
      ArrayTask(parameters: parameters, outputWidth: 3, setWidth: 2, q: 8, p: 5, channelGroups: 3, tilesAcross: 2),
      ArrayTask(
        parameters: parameters, filterHeight: 2, filterWidth: 5, stride: 2, outputWidth: 3, setWidth: 3, q: 2, p: 1,
        channelPasses: 2, zeroPoint: -7, zeros: 30),
      ArrayTask(parameters: parameters, q: 12, p: 8, channelGroups: 3, tilesAcross: 4, channelPasses: 2),
    ]
    for layer in layers + layers.reversed() { try layer.check(on: bench) }
  }
}
