/// How far a run is.
public struct RunProgress: Sendable {
  /// Cycles since the program's start.
  public let cycles: Int
  /// The part of the time that is behind it, as far as can be told, from 0 to 1.
  public let share: Double
}
