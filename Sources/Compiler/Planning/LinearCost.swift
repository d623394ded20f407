import Accelerator
import Mapping

/// What a plan of a layer is expected to cost, to choose between plans.
struct LinearCost {
  /// Cycles in which the array works, and those in which weights come from DRAM.
  let compute, weights: Int
  /// Cycles in which maps come and go, at least and with this plan.
  private let leastMaps: Int
  private var maps: Int?
  private var tiles = 1

  /// What all plans with tiles of so many rows cost at least.
  ///
  /// - Parameters:
  ///   - loadsInput: the input comes from DRAM in parts.
  ///   - storesOutput: the output goes to DRAM in parts.
  init(
    _ work: LinearWork, _ mapping: Mapping, rows: Int, _ network: LoweredNetwork, _ architecture: Architecture,
    loadsInput: Bool, storesOutput: Bool
  ) {
    let sizes = work.layer.outputHeight.parts(of: rows).map { $0.count.divided(roundingUpBy: mapping.setWidth) }
    // All but the last tile are alike.
    let cycles = TileCycles(mapping, architecture)
    compute =
      work.samples.count
      * (cycles.cycles(strips: sizes[0]) * (sizes.count - 1) + cycles.cycles(strips: sizes[sizes.count - 1]))
    weights = work.samples.count * mapping.passes * sizes.count * PackedWeights.beats(mapping, architecture)
    let (input, output) = (network.storages[work.input].map, network.storages[work.output].map)
    let layer = work.layer
    let inputRows = min(layer.inputHeight, (layer.outputHeight - 1) * layer.stride.vertical + 1)
    let taken = work.takesRows ? inputRows * work.samples.count : input.rows
    leastMaps =
      ((loadsInput ? input.vectors * taken * input.rowBytes : 0) + (storesOutput ? output.bytes : 0))
      / architecture.beatBytes
  }

  /// The same with all that a plan loads and stores.
  func of(_ plan: LinearPlan, loadsInput: Bool, storesOutput: Bool) -> LinearCost {
    let extents = plan.extents
    let pieces = plan.work.takesRows ? plan.work.samples.count * plan.rowRanges.count : 1
    var bytes = 0
    if loadsInput { bytes += pieces * plan.loadedVectors * extents.inputs[0].rows * plan.inputMap.rowBytes }
    if storesOutput { bytes += plan.outputMap.bytes }
    var cost = self
    cost.maps = bytes / plan.architecture.beatBytes
    cost.tiles = extents.output.count
    return cost
  }

  var least: Int { max(compute, weights + leastMaps) }

  /// - Parameter overlaps: whether maps come and go while the array works on others.
  func cycles(overlaps: Bool) -> Int {
    let maps = maps ?? leastMaps
    guard overlaps else { return max(compute, weights) + maps }
    return max(compute, weights + maps) + min(compute, weights + maps) / tiles
  }
}
