/// A mapping as a person gives it: by the letters of the papers (JSSC 2017, table II).
public struct HandMapping: Hashable, Sendable {
  /// Each letter is at most this, so that no product of two overflows.
  static let possibleValues = 1...(1 << 28)

  /// Filters whose psums are held at a time: passes run over them inside those over the channels.
  ///
  /// A multiple of p * g * t.
  public var m: Int
  /// Samples of a pass, rows of a set, filters and channels of a PE, sets of other channels, sets of other filters or
  /// groups.
  public var n, e, p, q, r, t: Int
  /// Groups of a depthwise layer that a PE works on.
  public var g: Int
  /// Sets of other groups among the t; nil for all of them where a PE has all filters of a group, else for one.
  public var groups: Int?
  /// Strips of e rows that are worked on between transfers; nil for one, or all where several samples share a pass.
  public var strips: Int?

  /// A mapping by its letters.
  ///
  /// Nothing is checked here; `MappingSearch` refuses what a layer or an architecture cannot take.
  ///
  /// - Parameters:
  ///   - m: filters whose psums are held at a time.
  ///   - n: samples of a pass.
  ///   - e: output rows of a set.
  ///   - p: filters of a PE.
  ///   - q: channels of a PE.
  ///   - g: groups of a PE, for depthwise layers.
  ///   - r: sets of other channels.
  ///   - t: sets of other filters or groups.
  ///   - groups: sets of other groups among the t; nil for as many as the layer asks for.
  ///   - strips: strips of e rows between transfers; nil for one, or all where n is above 1.
  public init(
    m: Int, n: Int, e: Int, p: Int, q: Int, g: Int = 1, r: Int, t: Int, groups: Int? = nil, strips: Int? = nil
  ) {
    (self.m, self.n, self.e, self.p, self.q, self.r, self.t) = (m, n, e, p, q, r, t)
    (self.g, self.groups, self.strips) = (g, groups, strips)
  }

  /// All letters that are given, in their order.
  var letters: [(name: String, value: Int)] {
    [("m", m), ("n", n), ("e", e), ("p", p), ("q", q), ("g", g), ("r", r), ("t", t)]
      + [("groups", groups), ("strips", strips)].compactMap { name, value in value.map { (name, $0) } }
  }
}
