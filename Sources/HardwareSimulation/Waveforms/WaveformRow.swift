/// A signal in a text waveform, and how its values are written.
///
/// A string literal is a row with the usual format: `["enable", WaveformRow("data", .hexadecimal)]`.
public struct WaveformRow: Hashable, Sendable, ExpressibleByStringLiteral {
  /// How values are written.
  public enum Format: Hashable, Sendable {
    /// A level for one bit, the case's name for an enumeration, decimal for signed and for narrow numbers, else
    /// hexadecimal.
    case automatic
    case decimal, hexadecimal, binary
  }

  /// The name of a port or of any net that the simulator reaches (`pe_0.mac.sum`).
  public let signal: String
  /// How this signal's values are written.
  public let format: Format
  /// A one-bit signal outside of which the value does not matter and is not shown, for example a stream's `valid`.
  public let condition: String?

  /// A row of a signal.
  ///
  /// - Parameters:
  ///   - signal: a port or a net that the simulator reaches; whether it is there is checked when the waveform is
  ///     recorded.
  ///   - format: how values are written.
  ///   - condition: the one-bit signal outside of which the value is not shown; nil to show it always.
  public init(_ signal: String, _ format: Format = .automatic, when condition: String? = nil) {
    self.signal = signal
    self.format = format
    self.condition = condition
  }

  /// A row with the usual format.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// The rows of a ready/valid stream: `<name>_valid`, `<name>_ready`, and `<name>_payload` where it is valid.
  public static func stream(_ name: String, _ format: Format = .automatic) -> [WaveformRow] {
    [
      WaveformRow("\(name)_valid"), WaveformRow("\(name)_ready"),
      WaveformRow("\(name)_payload", format, when: "\(name)_valid"),
    ]
  }
}
