/// A mapping as a person gives it: by the letters of the papers (JSSC 2017, table II).
public struct HandMapping: Hashable, Sendable {
  /// Filters whose psums are held at a time: passes run over them inside those over the channels. A multiple of p * t.
  public var m: Int
  /// Samples of a pass, rows of a set, filters and channels of a PE, sets of other channels, sets of other filters.
  public var n, e, p, q, r, t: Int
  /// Strips of e rows that are worked on between transfers; nil for one, or all where several samples share a pass.
  public var strips: Int?

  public init(m: Int, n: Int, e: Int, p: Int, q: Int, r: Int, t: Int, strips: Int? = nil) {
    (self.m, self.n, self.e, self.p, self.q, self.r, self.t) = (m, n, e, p, q, r, t)
    self.strips = strips
  }
}
