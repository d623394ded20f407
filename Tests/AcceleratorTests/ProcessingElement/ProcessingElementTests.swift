import HardwareSimulation
import Testing

@testable import Accelerator

/// One test for each thing that might go wrong in its own way; all compare with the definition.
@Suite struct ProcessingElementTests {
  @Test(arguments: Stalls.allCases)
  func convolvesSeveralChannelsWithSeveralFilters(stalls: Stalls) throws {
    try RowTask(q: 3, p: 4, s: 3, u: 1, f: 5, rows: 2, passes: 2, zeros: 30, stalls: stalls).check()
  }

  @Test(arguments: Stalls.allCases)
  func oneFilterForwardsItsPsumFromMACToMAC(stalls: Stalls) throws {
    try RowTask(q: 2, p: 1, s: 4, u: 1, f: 6, rows: 2, passes: 2, zeros: 20, stalls: stalls).check()
    try RowTask(
      parameters: PEArchitecture(productShift: true), q: 2, p: 1, s: 4, u: 1, f: 6, rows: 2, passes: 2, shift: 3,
      zeros: 20, stalls: stalls
    ).check()
  }

  @Test(arguments: Stalls.allCases)
  func aWindowOfOneValueEndsEachPsumWithItsFirstMAC(stalls: Stalls) throws {
    try RowTask(q: 1, p: 1, s: 1, u: 1, f: 8, rows: 2, passes: 3, zeros: 20, stalls: stalls).check()
    try RowTask(q: 1, p: 5, s: 1, u: 1, f: 8, rows: 2, passes: 3, zeros: 20, stalls: stalls).check()
  }

  /// As in a depthwise layer: each of the channels has psums of its own.
  @Test(arguments: Stalls.allCases)
  func aSpanOfChannelsKeepsTheirPsumsApart(stalls: Stalls) throws {
    for (q, p) in [(2, 1), (4, 1), (3, 2), (4, 2)] {
      for source in PsumSource.allCases {
        try RowTask(
          parameters: PEArchitecture(psumBus: 4), q: q, p: p, s: 3, u: 1, f: 5, span: q, rows: 2, passes: 2,
          source: source, toNetwork: source != .neighbour, zeros: 30, stalls: stalls
        ).check()
      }
    }
  }

  /// Every psum begins and ends with its only MAC.
  @Test(arguments: Stalls.allCases)
  func aSpanMayBeTheWholeWindow(stalls: Stalls) throws {
    try RowTask(q: 8, p: 1, s: 1, u: 1, f: 6, span: 8, rows: 2, passes: 2, zeros: 20, stalls: stalls).check()
    try RowTask(
      parameters: PEArchitecture(p: 12), q: 2, p: 3, s: 2, u: 2, f: 4, span: 4, rows: 2, passes: 2, zeros: 20,
      stalls: stalls
    ).check()
  }

  @Test func aWindowOfNoWholeNumberOfSpansIsCaught() throws {
    var task = RowTask(q: 3, p: 1, s: 1, u: 1, f: 2)
    task.span = 2
    let failure = #expect(throws: AssertionFailure.self) { try task.run() }
    #expect(failure?.message == "a window of no whole number of spans")
  }

  @Test func aSlideOfAllTheWindowUsesNoValueTwice() throws {
    try RowTask(q: 2, p: 3, s: 3, u: 3, f: 5, rows: 3, passes: 2).check()
  }

  @Test func aSlideOfNothingUsesTheWindowForAllColumns() throws {
    try RowTask(q: 2, p: 3, s: 3, u: 0, f: 4, rows: 2, passes: 2).check()
  }

  @Test func oneColumnLeavesNothingForASecondOne() throws {
    try RowTask(q: 4, p: 3, s: 3, u: 1, f: 1, rows: 3, passes: 3).check()
  }

  @Test(arguments: Stalls.allCases)
  func windowAndWeightsMayFillTheirScratchpads(stalls: Stalls) throws {
    let parameters = PEArchitecture(p: 4, window: 6, weights: 24)
    for u in 0...3 {
      try RowTask(
        parameters: parameters, q: 2, p: 4, s: 3, u: u, f: 4, rows: 2, passes: 3, zeros: 20, stalls: stalls
      ).check()
    }
  }

  @Test func scratchpadsOfOneWordDo() throws {
    let parameters = PEArchitecture(p: 1, window: 1, weights: 1, inputFIFO: 1, psumFIFO: 1)
    try RowTask(parameters: parameters, q: 1, p: 1, s: 1, u: 1, f: 5, rows: 2, passes: 3).check()
  }

  /// The weights of the next pass fit beside those of this one, all but a few, or not at all.
  @Test(arguments: [24, 28, 36, 47, 48, 60])
  func weightsOfTheNextPassArriveDuringThisOne(weights: Int) throws {
    let parameters = PEArchitecture(weights: weights)
    for rows in 1...2 {
      try RowTask(parameters: parameters, q: 2, p: 4, s: 3, u: 1, f: 3, rows: rows, passes: 4, seed: 9).check()
    }
  }

  @Test(arguments: [0, 30, 90, 100])
  func zeroActivationsAreLeftOutAndCounted(zeros: Int) throws {
    for p in [1, 2, 5] {
      try RowTask(q: 2, p: p, s: 3, u: 1, f: 6, rows: 2, passes: 2, zeros: zeros, seed: 3).check()
    }
  }

  /// Also what has no counter: the reads of weights and of sums.
  @Test(arguments: [0, 40, 100], [1, 3])
  func scratchpadsAreReadAndWrittenAsOftenAsIsCounted(zeros: Int, span: Int) throws {
    for (s, source) in [(1, PsumSource.nothing), (2, .neighbour), (3, .network)] {
      try RowTask(
        q: 3, p: 2, s: s, u: 1, f: 4, span: span, rows: 2, passes: 2, source: source, toNetwork: s == 3, zeros: zeros,
        stalls: .some, seed: 7
      ).check(looksInside: true)
    }
  }

  /// Arithmetic shifts round towards minus infinity, also where a sum of products wraps.
  @Test(arguments: [0, 1, 7, 15, 16, 31])
  func productsAreShiftedBeforeTheyAreAdded(shift: Int) throws {
    let parameters = PEArchitecture(activationBits: 16, weightBits: 16, psumBits: 16, productShift: true)
    try RowTask(parameters: parameters, q: 2, p: 3, s: 4, u: 2, f: 5, rows: 2, passes: 2, shift: shift, zeros: 10)
      .check()
  }

  @Test func widePsumsTakeFullProductsOf16Bits() throws {
    let parameters = PEArchitecture(activationBits: 16, weightBits: 16, psumBits: 48)
    try RowTask(parameters: parameters, q: 2, p: 3, s: 4, u: 1, f: 4, rows: 2).check()
  }

  @Test func narrowPsumsWrap() throws {
    let parameters = PEArchitecture(psumBits: 9)
    try RowTask(parameters: parameters, q: 4, p: 3, s: 3, u: 1, f: 4, rows: 2, source: .neighbour).check()
  }

  @Test func weightsOfOneBitAreZeroAndMinusOne() throws {
    let parameters = PEArchitecture(activationBits: 4, zeroPoint: true, weightBits: 1, psumBits: 10, filterBus: 8)
    try RowTask(parameters: parameters, q: 3, p: 5, s: 3, u: 1, f: 5, rows: 2, passes: 2, zeros: 20).check()
  }

  @Test(arguments: PsumSource.allCases, [false, true])
  func psumsComeAndGoEveryWay(source: PsumSource, toNetwork: Bool) throws {
    for stalls in Stalls.allCases {
      let parameters = PEArchitecture(psumBus: 4, psumFIFO: 2)
      try RowTask(
        parameters: parameters, q: 2, p: 3, s: 2, u: 1, f: 5, rows: 2, passes: 2, source: source,
        toNetwork: toNetwork, stalls: stalls
      ).check()
    }
  }

  /// Runs that the bus does not divide end with a group that is not full.
  @Test(arguments: [1, 2, 3, 4, 8])
  func busesOfAnyWidthCarryRunsOfAnyLength(words: Int) throws {
    let parameters = PEArchitecture(ifmapBus: words, filterBus: words, psumBus: words)
    for stalls in [Stalls.none, .some] {
      try RowTask(
        parameters: parameters, q: 1, p: 3, s: 3, u: 1, f: 5, rows: 3, passes: 2, source: .network, toNetwork: true,
        stalls: stalls
      ).check()
      try RowTask(
        parameters: parameters, q: 3, p: 7, s: 3, u: 1, f: 3, rows: 2, passes: 2, source: .network, toNetwork: true,
        stalls: stalls
      ).check()
    }
  }
}
