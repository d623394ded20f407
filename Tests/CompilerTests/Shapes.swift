import Accelerator
import Testing

/// The architectures on which programs are tried.
enum Shapes {
  struct Named: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let architecture: Architecture
  }

  static let all = [
    Named(testDescription: "edge", architecture: .edge), Named(testDescription: "tiny", architecture: .tiny),
    odd, small,
  ]

  /// 3x5, with whole and with half vectors.
  static let odd: Named = {
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns, architecture.ifmapBusWords) = (3, 5, 2)
    return Named(testDescription: "3x5", architecture: architecture)
  }()

  /// A buffer in which no map of digits' first layers has room.
  static let tight: Named = {
    var architecture = Architecture.tiny
    (architecture.bufferBanks, architecture.bufferDepth) = (3, 128)
    return Named(testDescription: "tight buffer", architecture: architecture)
  }()

  /// A buffer in which few maps have room.
  static let small: Named = {
    var architecture = Architecture.tiny
    (architecture.bufferBanks, architecture.bufferDepth) = (3, 512)
    return Named(testDescription: "small buffer", architecture: architecture)
  }()
}
