import Accelerator

/// What mappings are chosen by.
public struct MappingPreference: Hashable, Sendable {
  /// What the best mapping has the least of.
  public var objective: Objective
  /// How many more cycles than the fewest `Objective.balanced` may take, as a fraction of them; from 0 up.
  public var slack: Double
  /// Costs of accesses, for objectives with energy.
  public var energy: EnergyTable

  /// What is not given is what the command line takes, too: balanced, with its usual slack and the published
  /// energies.
  public init(
    _ objective: Objective = .balanced, slack: Double = Objective.defaultSlack, energy: EnergyTable = .published
  ) {
    (self.objective, self.slack, self.energy) = (objective, slack, energy)
  }

  /// Whether a way to carry a layer out is better than another one.
  public func prefers(_ cost: LayerCost, to other: LayerCost) -> Bool {
    guard let goal = Goal(objective) else {
      let limit = Double(min(cost.cycles.total, other.cycles.total)) * (1 + slack)
      let goal = Goal([.beats, .cycles, .passes])
      switch (Double(cost.cycles.total) <= limit, Double(other.cycles.total) <= limit) {
      case (true, true): return goal.score(SearchCosts(cost)) < goal.score(SearchCosts(other))
      case (let isClose, _): return isClose
      }
    }
    return goal.score(SearchCosts(cost)) < goal.score(SearchCosts(other))
  }
}

extension SearchCosts {
  init(_ cost: LayerCost) {
    self.init(
      cycles: cost.cycles.total, energy: cost.energy.total, words: cost.accesses.memory.total, beats: cost.beats,
      passes: cost.passes)
  }
}

extension MappingSearch {
  /// A search for what a preference asks for.
  public init(_ architecture: Architecture, within surroundings: Surroundings, _ preference: MappingPreference) {
    self.init(
      architecture, within: surroundings, objective: preference.objective, slack: preference.slack,
      energy: preference.energy)
  }
}
