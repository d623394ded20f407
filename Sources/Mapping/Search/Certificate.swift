/// Why a mapping is the best one: how each of the others was dealt with.
///
/// The space is a tree: a tile of a PE (q, g, p), a set (filter rows, r), its width (e), the sets on the array (t and
/// groups), and the tiling (rows of a tile, copies in the buffer). A bound excludes all candidates below a node: none of
/// them can be better than the best one found. A constraint excludes those that the hardware cannot carry out.
///
/// An objective with several goals, one after the other, has a stage for each: the first one finds the least of a quantity,
/// and the next ones what is best among the candidates that come close to it.
public struct Certificate: Hashable, Sendable, Codable {
  /// Where in the tree candidates were excluded.
  public enum Level: String, Hashable, Sendable, Codable, CaseIterable { case tile, set, width, array, tiling }

  /// The most of a quantity that a candidate may have.
  public struct Limit: Hashable, Sendable, Codable {
    /// What is limited.
    public let quantity: Quantity
    /// The most that is possible of it, included: cycles, bus words, passes, or energy in multiples of a
    /// multiply-accumulate.
    public let atMost: Double
  }

  /// Candidates that were left out for one reason at one level of the tree.
  public struct Exclusion: Hashable, Sendable, Codable {
    /// The level of the node below which they are.
    public let level: Level
    /// The bound, the limit or the constraint.
    public let reason: String
    /// What the bound is of: the stage's own quantity or a limited one; nil for constraints.
    public let quantity: Quantity?
    /// How many were left out.
    public let candidates: Int
    /// The smallest value of that quantity that was left possible.
    public let smallestBound: Double?
  }

  /// A search through the whole space.
  public struct Stage: Hashable, Sendable, Codable {
    /// What the least is found of, and under which limits.
    public let quantity: Quantity
    /// What candidates had to keep, from the stages before; none in the first one.
    public let limits: [Limit]
    /// All candidates of the space.
    public let candidates: Int
    /// Those whose cost was worked out.
    public let evaluated: Int
    /// The least value.
    public let best: Double
    /// What no candidate can be below, known before the search.
    public let rootBound: Double
    /// All candidates without a cost of their own, by level and reason.
    public let exclusions: [Exclusion]

    /// Whether each candidate is accounted for, and no bound could have hidden a better one.
    public var isComplete: Bool {
      candidates == exclusions.reduce(evaluated) { $0 + $1.candidates } && exclusions.allSatisfy(isSound)
    }

    private func isSound(_ exclusion: Exclusion) -> Bool {
      guard let bound = exclusion.smallestBound else { return exclusion.quantity == nil }
      if exclusion.quantity == quantity && bound >= best { return true }
      return limits.contains { $0.quantity == exclusion.quantity && bound > $0.atMost }
    }
  }

  /// In their order; the last one chose the mapping.
  public let stages: [Stage]

  /// All candidates of the space.
  public var candidates: Int { stages[0].candidates }
  /// Those whose cost was worked out, over all stages.
  public var evaluated: Int { stages.reduce(0) { $0 + $1.evaluated } }
  /// Whether all stages are complete.
  public var isComplete: Bool { stages.allSatisfy(\.isComplete) }
}
