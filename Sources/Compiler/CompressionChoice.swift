import Accelerator
import Network

/// Which feature maps lie in DRAM compressed, and how.
public enum CompressionChoice: String, CaseIterable, Sendable {
  /// None.
  case none
  /// All, in that format.
  case runLength = "run-length"
  case bitmap
  /// Each in the format that takes the fewest bytes for sample data. Without samples, as bitmaps those whose smallest
  /// value is their zero point, so that many are zero: what comes out of a ReLU.
  case automatic
}

/// Decides which maps are compressed.
struct CompressionPlan {
  let choice: CompressionChoice
  /// Maps of which parts come and go.
  let tiled: Set<StorageID>
  /// The bytes of maps in sample data.
  let samples: [StorageID: [UInt8]]
  let network: LoweredNetwork
  let architecture: Architecture

  init(
    _ choice: CompressionChoice, _ network: LoweredNetwork, _ plans: [StepPlan], samples: [StorageID: [UInt8]],
    _ architecture: Architecture
  ) {
    (self.choice, self.samples, self.network, self.architecture) = (choice, samples, network, architecture)
    var tiled: Set<StorageID> = []
    for (step, plan) in zip(network.steps, plans) {
      for (operand, storage) in (step.inputs + [step.output]).enumerated() {
        guard case .tiled(_, let rows, let vectors) = (plan.inputs + [plan.output])[operand] else { continue }
        let (map, whole) = (network.storages[storage].map, MapRegion(network.storages[storage].map))
        let parts = plan.tiles.map { ($0.inputs + [$0.output])[operand] }
        if rows < map.rows || vectors < map.vectors || parts.contains(where: { $0 != whole }) { tiled.insert(storage) }
      }
    }
    self.tiled = tiled
  }

  /// How a map lies in DRAM; nil for raw.
  func compression(of storage: StorageID) -> MapCompression? {
    switch choice {
    case .none: nil
    case .runLength: compression(of: storage, .runLength)
    case .bitmap: compression(of: storage, .bitmap)
    case .automatic:
      if let sample = samples[storage] {
        smallest(storage, sample)
      } else {
        beginsAtZero(storage) ? compression(of: storage, .bitmap) : nil
      }
    }
  }

  private func compression(of storage: StorageID, _ format: MapCompression.Format) -> MapCompression {
    MapCompression(network.storages[storage].map, format, byRows: tiled.contains(storage), architecture)
  }

  private func smallest(_ storage: StorageID, _ sample: [UInt8]) -> MapCompression? {
    let zeroPoint = network.storages[storage].zeroPoint
    var (best, size): (MapCompression?, Int) = (nil, sample.count)
    for format in MapCompression.Format.allCases {
      let candidate = compression(of: storage, format)
      let bytes = candidate.size(sample, zeroPoint: zeroPoint)
      if bytes < size { (best, size) = (candidate, bytes) }
    }
    return best
  }

  /// Whether a step writes the map and its smallest value is the zero point.
  private func beginsAtZero(_ storage: StorageID) -> Bool {
    network.steps.contains { step in
      guard step.output == storage else { return false }
      let range =
        switch step.work {
        case .linear(let work): work.range
        case .vector(let work): work.range
        }
      return range.minimum == network.storages[storage].zeroPoint
    }
  }
}
