import Foundation

/// Which waveforms a run writes.
public struct ProgramTrace: Hashable, Sendable {
  public let file: URL
  /// Cycles of the program, counted as `PerformanceCounter.cycles`, from the first to the last one that are written. Without
  /// both of them everything is: the reset and what the host does before and after the program, too.
  public let first, last: Int?

  public init(_ file: URL, first: Int? = nil, last: Int? = nil) {
    (self.file, self.first, self.last) = (file, first, last)
  }
}
