import Accelerator
import Network
import Randomness

/// Makes random architectures, and random layers that run on them.
public struct FuzzGenerator {
  private var random: SeededGenerator

  /// The same seed gives the same architectures and layers, in the same order.
  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Any legal array of up to 6 x 6 PEs.
  public mutating func architecture() -> Architecture {
    let (activationBits, weightBits, productShift) = (number(4...16), number(1...16), flip())
    // Without a shift, a psum holds at least one product.
    let psumBits = number((productShift ? 8 : max(8, activationBits + weightBits))...48)
    return Architecture(
      rows: number(1...6), columns: number(1...6), activationBits: activationBits, zeroPoint: flip(),
      weightBits: weightBits, psumBits: psumBits, productShift: productShift,
      ifmapScratchpad: number(1...20), filterScratchpad: number(1...80) + 20, psumScratchpad: number(1...10),
      ifmapBusWords: number(1...6), filterBusWords: number(1...6), psumBusWords: number(1...6),
      inputFIFO: number(1...3), psumFIFO: number(1...4))
  }

  /// A layer that the architecture can run, small enough to be simulated in a moment.
  public mutating func fuzzCase(on architecture: Architecture) -> FuzzCase {
    while true {
      if let layer = layer(architecture), layer.macs <= 60_000 {
        return FuzzCase(
          architecture: architecture, layer: layer, seed: random.next() >> 32,
          stallPerMille: flip() ? 0 : number(1...800))
      }
    }
  }

  private mutating func layer(_ architecture: Architecture) -> LayerShape? {
    if number(0...7) == 0 {
      return try? .fullyConnected(batch: number(1...3), inputs: number(1...80), outputs: number(1...30))
    }
    let isDepthwise = number(0...3) == 0
    let groups = isDepthwise ? number(2...12) : flip() ? 1 : number(1...5)
    let channels = isDepthwise ? 1 : number(1...(groups == 1 ? 20 : 3))
    let filters = number(1...(groups == 1 ? 20 : 4))
    return try? LayerShape(
      batch: number(1...2), outputChannels: groups * filters, inputChannels: groups * channels,
      inputHeight: number(1...14), inputWidth: number(1...14), filterHeight: number(1...7),
      filterWidth: number(1...min(7, architecture.ifmapScratchpad)),
      stride: SpatialStep(vertical: number(1...3), horizontal: number(1...3)),
      dilation: flip() ? .one : SpatialStep(vertical: number(1...2), horizontal: number(1...3)),
      padding: Padding(top: number(0...3), bottom: number(0...3), left: number(0...3), right: number(0...3)),
      groups: groups)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func flip() -> Bool { Bool.random(using: &random) }
}
