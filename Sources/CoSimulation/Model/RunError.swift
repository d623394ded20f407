/// Why a run on the array ended early.
public enum RunError: Error, Hashable, Sendable, CustomStringConvertible {
  case assertion(String)
  case stuck(cycles: Int)
  case trace(String)

  public var description: String {
    switch self {
    case .assertion(let message): "an assertion of the hardware failed: \(message)"
    case .stuck(let cycles): "the array moved nothing for \(cycles) cycles"
    case .trace(let file): "cannot write the waveform file \(file)"
    }
  }
}
