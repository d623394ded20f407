import Accelerator
import Mapping
import Network

/// An architecture and what a network costs on it, or why it does not run.
struct ExplorePoint: Codable {
  struct Costs: Codable {
    let cycles: Int
    let energy: Double
    let memoryWords: Int
    /// MACs a cycle as a fraction of the PEs.
    let utilization: Double
  }

  let architecture: Architecture
  let area: AreaProxy
  let costs: Costs?
  /// The first layer that has no mapping, and why.
  let problem: String?

  /// Maps all layers.
  init(_ layers: [NamedLayer], _ search: MappingSearch) async {
    architecture = search.architecture
    area = AreaProxy(architecture)
    let results = await search.solutions(for: layers.map(\.shape))
    var (cycles, energy, memoryWords, macs) = (0, 0.0, 0, 0)
    for (layer, result) in zip(layers, results) {
      switch result {
      case .success(let solution):
        cycles += solution.cycles.total
        energy += solution.energy.total
        memoryWords += solution.accesses.memory.total
        macs += solution.layer.macs
      case .failure(let error):
        (costs, problem) = (nil, "layer \(layer.name): \(error)")
        return
      }
    }
    costs = Costs(
      cycles: cycles, energy: energy, memoryWords: memoryWords, utilization: fraction(macs, cycles, architecture))
    problem = nil
  }
}
