import Accelerator
import Network
import TestSupport

extension Architecture {
  /// `edge` with vectors of 4 channels and a window of 12 values.
  static let fourLanes: Architecture = {
    var architecture = Architecture.edge
    (architecture.ifmapBusWords, architecture.filterBusWords, architecture.ifmapScratchpad) = (4, 4, 12)
    return architecture
  }()

  /// A small array with any scratchpads.
  ///
  /// - Parameter busWords: draws the width of a bus.
  static func random(_ generator: inout SeededGenerator, busWords: (inout SeededGenerator) -> Int) -> Architecture {
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns) = (number(1...6), number(1...6))
    architecture.ifmapScratchpad = number(1...40)
    architecture.filterScratchpad = number(1...200) + architecture.ifmapScratchpad
    architecture.psumScratchpad = number(1...40)
    architecture.ifmapBusWords = busWords(&generator)
    architecture.filterBusWords = busWords(&generator)
    architecture.psumBusWords = busWords(&generator)
    return architecture
  }
}

extension LayerShape {
  /// A small layer that the architecture can run, often grouped or depthwise; nil where the draw makes none.
  static func random(_ architecture: Architecture, _ generator: inout SeededGenerator) -> LayerShape? {
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    let groups = [1, 1, 2, 3, 5, 8, 18].randomElement(using: &generator)!
    let channels = groups == 1 ? number(1...40) : [1, 1, 2, 3, 8].randomElement(using: &generator)!
    let filters = groups == 1 ? number(1...40) : number(1...6)
    return try? LayerShape(
      outputChannels: groups * filters, inputChannels: groups * channels, inputHeight: number(1...7),
      inputWidth: number(1...7), filterHeight: number(1...4),
      filterWidth: number(1...min(4, architecture.ifmapScratchpad)),
      stride: SpatialStep(vertical: number(1...3), horizontal: number(1...3)),
      dilation: .random(using: &generator)
        ? .one : SpatialStep(vertical: number(1...2), horizontal: number(1...2)),
      padding: Padding(top: number(0...2), bottom: number(0...2), left: number(0...2), right: number(0...2)),
      groups: groups)
  }
}
