import Hardware

/// A payload with a ready/valid handshake: it moves at every rising edge at which both hold.
///
/// The rules: `valid` never waits for `ready`; once `valid`, the payload stays as it is until it has moved.
public struct Stream<Payload: Signal>: Interface {
  /// Whether the source has a word; driven by the source.
  public let valid: Bit
  /// Whether the sink takes a word at the coming edge; driven by the sink.
  public let ready: Bit
  /// The word, which means something while `valid` holds; driven by the source.
  public let payload: Payload

  /// A stream from signals that are there already.
  public init(valid: Bit, ready: Bit, payload: Payload) {
    self.valid = valid
    self.ready = ready
    self.payload = payload
  }

  /// A stream that enters the module: `valid` and the payload are inputs, `ready` an output.
  public static func input(
    _ shape: Payload, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Stream {
    Stream(
      valid: .input(fileID: fileID, line: line), ready: .output(fileID: fileID, line: line),
      payload: shape.input(fileID: fileID, line: line))
  }

  /// A stream that leaves the module: `valid` and the payload are outputs, `ready` an input.
  public static func output(
    _ shape: Payload, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Stream {
    Stream(
      valid: .output(fileID: fileID, line: line), ready: .input(fileID: fileID, line: line),
      payload: shape.output(fileID: fileID, line: line))
  }

  /// A stream on wires inside a module.
  public static func wire(
    _ name: String, _ shape: Payload, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Stream {
    Stream(
      valid: .wire("\(name)_valid", fileID: fileID, line: line),
      ready: .wire("\(name)_ready", fileID: fileID, line: line),
      payload: shape.wire("\(name)_payload", fileID: fileID, line: line))
  }

  /// Whether the payload moves at the coming edge.
  public var fires: Bit { valid && ready }

  /// The same transfers with a payload that is computed from this one's within the cycle; to connect a sink to.
  public func map<Other: Signal>(_ transform: (Payload) -> Other) -> Stream<Other> {
    Stream<Other>(valid: valid, ready: ready, payload: transform(payload))
  }
}

/// Connects a sink to a source: `valid` and the payload forward, `ready` backward.
public func <== <Payload: Signal>(sink: Stream<Payload>, source: Stream<Payload>) -> [Statement] {
  [sink.valid <== source.valid, sink.payload <== source.payload, source.ready <== sink.ready]
}
