import Accelerator
import Mapping

/// The weights of a layer as they lie in DRAM: pass by pass, each on a beat of its own, in the order of delivery.
struct PackedWeights {
  private(set) var bytes: [UInt8] = []
  /// Where each pass's weights begin.
  private(set) var offsets: [PassIndex: Int] = [:]
  /// Beats of a pass.
  let beats: Int

  init(_ program: ArrayProgram, _ weights: [Int16], _ architecture: Architecture) {
    let size = architecture.weightStorageBits / 8
    beats = Self.beats(of: program.filterTargets.count, program.mapping, architecture)
    for pass in program.mapping.accumulations.flatMap(\.passes) {
      offsets[pass] = bytes.count
      for place in program.filterPlaces(pass, busWords: architecture.filterBusWords) {
        // Channels beyond the layer's own have no weights.
        let weight = place.flatMap { $0 < weights.count ? Int(weights[$0]) : nil } ?? 0
        for byte in 0..<size { bytes.append(UInt8(truncatingIfNeeded: weight >> (8 * byte))) }
      }
      bytes += repeatElement(0, count: offsets[pass]! + beats * architecture.beatBytes - bytes.count)
    }
  }

  /// Beats of a pass, if every row of every set takes weights of its own.
  static func beats(_ mapping: Mapping, _ architecture: Architecture) -> Int {
    beats(of: mapping.sets * mapping.setHeight, mapping, architecture)
  }

  private static func beats(of targets: Int, _ mapping: Mapping, _ architecture: Architecture) -> Int {
    let groups = (mapping.window * mapping.filters).divided(roundingUpBy: architecture.filterBusWords)
    let bytes = targets * groups * architecture.filterBusWords * architecture.weightStorageBits / 8
    return bytes.divided(roundingUpBy: architecture.beatBytes)
  }
}
