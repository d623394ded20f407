import Hardware

/// A stream that carries nothing but its transfers.
public struct Handshake: Interface {
  /// Whether the source wants a transfer.
  public let valid: Bit
  /// Whether the sink takes one at the coming edge.
  public let ready: Bit

  /// Transfers that enter the module: `valid` is an input, `ready` an output.
  public static func input(fileID: StaticString = #fileID, line: UInt = #line) -> Handshake {
    Handshake(valid: .input(fileID: fileID, line: line), ready: .output(fileID: fileID, line: line))
  }

  /// Whether there is a transfer at the coming edge.
  public var fires: Bit { valid && ready }
}
