import Foundation

/// Which waveforms a run writes.
public struct ProgramTrace: Hashable, Sendable {
  /// Where the waveforms go; what is there is overwritten.
  public let file: URL
  /// Cycles of the program, counted as `PerformanceCounter.cycles`, from the first to the last one that are written.
  ///
  /// Without both of them everything is: the reset and what the host does before and after the program, too.
  public let first, last: Int?

  /// Waveforms of some cycles of the program, the last one included; without both of them, of everything.
  public init(_ file: URL, first: Int? = nil, last: Int? = nil) {
    (self.file, self.first, self.last) = (file, first, last)
  }
}
