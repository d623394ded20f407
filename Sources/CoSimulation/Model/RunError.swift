/// Why a run on the array ended early.
public enum RunError: Error, Hashable, Sendable, CustomStringConvertible {
  case assertion(String)
  case stuck(cycles: Int)
  /// A program that had not ended after so many cycles.
  case limit(cycles: Int)
  case trace(String)
  /// The bus's rules were broken, or memory was used that is not to be used.
  case protocolViolation(String)
  /// The program did not do what it should.
  case stopped(String)

  /// One line without a full stop.
  public var description: String {
    switch self {
    case .assertion(let message): "an assertion of the hardware failed: \(message)"
    case .stuck(let cycles): "nothing came of \(cycles) cycles"
    case .limit(let cycles): "the program had not ended after \(cycles) cycles, the limit of this run"
    case .protocolViolation(let message): "on the memory bus: \(message)"
    case .stopped(let message): "the program was stopped: \(message)"
    case .trace(let file): "cannot write the waveform file \(file)"
    }
  }
}
