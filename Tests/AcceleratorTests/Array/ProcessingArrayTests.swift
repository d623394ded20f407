import Testing

@testable import Accelerator

/// Small layers on small arrays, compared with the definition of a convolution.
@Suite struct ProcessingArrayTests {
  @Test(arguments: Stalls.allCases)
  func onePEIsAnArray(stalls: Stalls) throws {
    try ArrayTask(filterWidth: 3, outputWidth: 5, strips: 3, q: 2, p: 4, filterPasses: 2, zeros: 20, stalls: stalls)
      .check()
  }

  @Test(arguments: Stalls.allCases)
  func rowsOfTheInputRunAlongTheDiagonals(stalls: Stalls) throws {
    for stride in 1...3 {
      try ArrayTask(
        parameters: PEArchitecture(rows: 3, columns: 4, psumBus: 2), filterHeight: 3, filterWidth: 3, stride: stride,
        outputWidth: 4, setWidth: 4, strips: 2, q: 2, p: 3, zeros: 20, stalls: stalls
      ).check()
    }
  }

  @Test(arguments: Stalls.allCases)
  func channelGroupsSumUpOnTheirWayUpTheColumn(stalls: Stalls) throws {
    try ArrayTask(
      parameters: PEArchitecture(rows: 4, columns: 3), filterHeight: 2, filterWidth: 2, outputWidth: 4, setWidth: 3,
      q: 2, p: 3, channelGroups: 2, stalls: stalls
    ).check()
  }

  @Test(arguments: Stalls.allCases)
  func filterTilesStandAboveAndBesideOneAnother(stalls: Stalls) throws {
    try ArrayTask(
      parameters: PEArchitecture(rows: 4, columns: 5, filterBus: 2, psumBus: 4), filterHeight: 2, filterWidth: 3,
      outputWidth: 3, setWidth: 2, strips: 2, q: 1, p: 3, tilesDown: 2, tilesAcross: 2, filterPasses: 2, stalls: stalls
    ).check()
  }

  @Test(arguments: Stalls.allCases)
  func psumsOfAPassEnterTheNextOne(stalls: Stalls) throws {
    try ArrayTask(
      parameters: PEArchitecture(rows: 2, columns: 3, psumBus: 4), filterHeight: 2, filterWidth: 2, outputWidth: 5,
      setWidth: 3, strips: 2, q: 2, p: 3, channelPasses: 3, filterPasses: 2, bias: true, stalls: stalls
    ).check()
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
