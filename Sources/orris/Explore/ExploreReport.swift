import Accelerator
import Mapping
import Network

/// All architectures of a sweep, in its order, and which of them are on the Pareto front.
struct ExploreReport: Encodable {
  struct Row: Encodable {
    let architecture: Architecture
    let area: AreaProxy
    let cycles: Int?
    let energy: Double?
    let memoryWords: Int?
    let utilization: Double?
    let problem: String?
    /// Whether no other architecture needs at most as many cycles, as much energy and as much area, and less of one.
    let isOnParetoFront: Bool
  }

  let network: String
  let objective: Objective
  let energyTable: EnergyTable
  /// The parameters of which several values were tried.
  let varied: [String]
  let points: [Row]

  init(_ network: String, _ search: MappingSearch, varied: [String], _ points: [ExplorePoint]) {
    (self.network, objective, energyTable, self.varied) = (network, search.objective, search.energy, varied)
    let found = points.indices.filter { points[$0].costs != nil }
    let front = ParetoFront.indices(
      found.map { index in
        let costs = points[index].costs!
        return [Double(costs.cycles), costs.energy, Double(points[index].area.gates)]
      })
    let best = Set(front.map { found[$0] })
    self.points = points.enumerated().map { index, point in
      Row(
        architecture: point.architecture, area: point.area, cycles: point.costs?.cycles, energy: point.costs?.energy,
        memoryWords: point.costs?.memoryWords, utilization: point.costs?.utilization, problem: point.problem,
        isOnParetoFront: best.contains(index))
    }
  }

  /// The front, the fastest first.
  var front: [Row] {
    points.enumerated().filter(\.element.isOnParetoFront)
      .sorted { ($0.element.cycles!, $0.offset) < ($1.element.cycles!, $1.offset) }.map(\.element)
  }
}

extension ExploreReport.Row {
  /// The values of some parameters.
  func values(_ fields: [String]) -> [String] {
    fields.map { Architecture.field($0).value(in: architecture).description }
  }
}
