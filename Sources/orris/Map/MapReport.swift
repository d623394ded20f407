import Accelerator
import Mapping
import Network
import TextFiles

/// The mappings of a network's layers and what they cost.
struct MapReport: Encodable {
  struct Layer: Encodable {
    let name: String
    /// Multiply-accumulates of the layer, those with padding included.
    let macs: Int
    let cycles: Int
    /// What the cycles are spent on; they add up to `cycles`.
    let cyclesByCause: CycleBreakdown
    /// MACs a cycle as a fraction of the PEs.
    let utilization: Double
    let mapping: ScheduleLetters
    /// How the maps lie in DRAM: raw, runLength, bitmap.
    let ifmapFormat, ofmapFormat: String
    let accesses: Accesses
    let energy: Energy
    let certificate: Certificate
  }

  let network: String
  let architecture: Architecture
  let objective: Objective
  /// Of the objective `balanced`: how many more cycles than the fewest a mapping may take, as a fraction of them.
  let slack: Double?
  let energyTable: EnergyTable
  let layers: [Layer]
  let cycles: Int
  let cyclesByCause: CycleBreakdown
  let macs: Int
  let utilization: Double
  let accesses: Accesses
  let energy: Energy

  /// Maps all layers.
  ///
  /// - Throws: `CommandFailure` with every layer that has no mapping, and why.
  ///
  /// - Parameter compresses: maps whose share of zeros the table tells may be compressed in DRAM.
  init(
    _ table: LayerTable, batch: Int?, compresses: Bool, _ search: MappingSearch
  ) async throws(CommandFailure) {
    let tasks = table.layers.map { layer in
      MappingSearch.Task(
        batch.map { layer.shape.batch(of: $0) } ?? layer.shape, zeros: compresses ? MapZeros(layer) : nil)
    }
    let progress = Progress("mapping", total: Set(tasks).count)
    let results = await search.solutions(for: tasks) { done, _ in progress.update(done) }
    progress.finish()
    var (layers, problems): ([Layer], [String]) = ([], [])
    for (layer, result) in zip(table.layers, results) {
      switch result {
      case .success(let solution): layers.append(Layer(layer.name, solution, search.architecture))
      case .failure(let error): problems.append("\(table.name), layer \(layer.name): \(error)")
      }
    }
    guard problems.isEmpty else { throw CommandFailure(.badInput, listed(problems)) }
    self.init(table.name, layers, search)
  }

  private init(_ network: String, _ layers: [Layer], _ search: MappingSearch) {
    (self.network, self.layers) = (network, layers)
    (architecture, objective, energyTable) = (search.architecture, search.objective, search.energy)
    slack = search.objective == .balanced ? search.slack : nil
    cyclesByCause = layers.reduce(CycleBreakdown()) { $0 + $1.cyclesByCause }
    cycles = cyclesByCause.total
    macs = layers.reduce(0) { $0 + $1.macs }
    accesses = layers.reduce(Accesses()) { $0 + $1.accesses }
    energy = layers.reduce(Energy()) { $0 + $1.energy }
    utilization = fraction(macs, cycles, architecture)
  }
}

extension MapReport.Layer {
  fileprivate init(_ name: String, _ solution: MappedLayer, _ architecture: Architecture) {
    self.name = name
    macs = solution.layer.macs
    cycles = solution.cycles.total
    cyclesByCause = solution.cycles
    utilization = fraction(macs, cycles, architecture)
    mapping = ScheduleLetters(solution.schedule)
    (ifmapFormat, ofmapFormat) = ("\(solution.ifmapFormat)", "\(solution.ofmapFormat)")
    (accesses, energy) = (solution.accesses, solution.energy)
    certificate = solution.certificate
  }
}

/// The part of the MAC slots of all PEs over all cycles, to four places.
func fraction(_ macs: Int, _ cycles: Int, _ architecture: Architecture) -> Double {
  let slots = Double(cycles) * Double(architecture.rows * architecture.columns)
  return slots > 0 ? (Double(macs) / slots * 10_000).rounded() / 10_000 : 0
}
