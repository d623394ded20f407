import Accelerator
import Mapping

/// The weights of a layer as they lie in DRAM: pass by pass, each on a beat of its own, in the order of delivery.
struct PackedWeights {
  private(set) var bytes: [UInt8] = []
  /// Where each pass's weights begin.
  private(set) var offsets: [PassIndex: Int] = [:]
  /// Beats of a pass.
  let beats: Int

  init(_ work: LinearWork, _ architecture: Architecture) {
    let (program, weights) = (work.program, work.weights)
    let size = architecture.weightStorageBits / 8
    let groups = (work.mapping.window * work.mapping.filters).divided(roundingUpBy: architecture.filterBusWords)
    let passBytes = program.filterTargets.count * groups * architecture.filterBusWords * size
    beats = passBytes.divided(roundingUpBy: architecture.beatBytes)
    for pass in work.mapping.accumulations.flatMap(\.passes) {
      offsets[pass] = bytes.count
      for place in program.filterPlaces(pass, busWords: architecture.filterBusWords) {
        // Channels beyond the layer's own have no weights.
        let weight = place.flatMap { $0 < weights.count ? Int(weights[$0]) : nil } ?? 0
        for byte in 0..<size { bytes.append(UInt8(truncatingIfNeeded: weight >> (8 * byte))) }
      }
      bytes += repeatElement(0, count: offsets[pass]! + beats * architecture.beatBytes - bytes.count)
    }
  }
}
