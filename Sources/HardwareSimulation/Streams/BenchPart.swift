import Hardware

/// What a bench drives: it sets the design's inputs before an edge, and then looks at what that edge will do.
///
/// What it sets follows from what it has seen at earlier edges, so that no value goes round between parts within a
/// cycle.
protocol BenchPart: AnyObject {
  /// Whose clock it goes by.
  var domain: ClockDomain { get }
  func beginCycle()
  func endCycle()
}
