import Golden

@testable import Accelerator

/// An architecture for these tests, by what they vary.
struct PostProcessingArchitecture: Hashable, Sendable, CustomStringConvertible {
  var lanes: Int
  var bus: Int
  var activationBits = 8
  var psumBits = 32

  var description: String { "\(lanes) lanes, bus of \(bus), \(activationBits) and \(psumBits) bits" }

  var architecture: Architecture {
    var architecture = Architecture.edge
    (architecture.ifmapBusWords, architecture.psumBusWords) = (lanes, bus)
    (architecture.activationBits, architecture.psumBits) = (activationBits, psumBits)
    (architecture.bufferBanks, architecture.bufferDepth, architecture.bufferWordBits) = (3, 64, 512)
    architecture.channelTable = 24 / lanes * lanes + lanes
    return architecture
  }
}

extension RequantizerRounding {
  /// The same in the golden model.
  var golden: RoundingMode {
    switch self {
    case .double: .double
    case .single: .single
    }
  }
}
