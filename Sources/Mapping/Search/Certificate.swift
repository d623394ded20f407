/// Why a mapping is the best one: how each of the others was dealt with.
///
/// The space is a tree: a tile of a PE (q, g, p), a set (filter rows, r), its width (e), the sets on the array (t and
/// groups), and the tiling (rows of a tile, copies in the buffer). A bound excludes all candidates below a node: none of
/// them can be better than the best one found. A constraint excludes those that the hardware cannot carry out.
public struct Certificate: Hashable, Sendable, Codable {
  /// Where in the tree candidates were excluded.
  public enum Level: String, Hashable, Sendable, Codable, CaseIterable { case tile, set, width, array, tiling }

  public struct Exclusion: Hashable, Sendable, Codable {
    public let level: Level
    /// The bound or the constraint.
    public let reason: String
    public let candidates: Int
    /// The smallest value of the objective that the bound left possible; nil for constraints.
    public let smallestBound: Double?
  }

  /// All candidates of the space.
  public let candidates: Int
  /// Those whose cost was worked out.
  public let evaluated: Int
  /// The objective's value of the best one.
  public let best: Double
  /// What no candidate can be better than, known before the search.
  public let rootBound: Double
  public let exclusions: [Exclusion]

  /// Whether each candidate is accounted for, and no bound could have hidden a better one.
  public var isComplete: Bool {
    candidates == exclusions.reduce(evaluated) { $0 + $1.candidates }
      && exclusions.allSatisfy { $0.smallestBound.map { $0 >= best } ?? true }
  }
}
