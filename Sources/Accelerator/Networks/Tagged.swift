import Hardware

/// A payload with the tag of the targets that shall take it.
public struct Tagged<Payload: Signal>: Signal {
  /// The tag: every target that is configured with the same one takes the payload.
  public var tag: Unsigned
  /// What the targets take.
  public var payload: Payload

  /// A payload with its tag, from signals or from shapes.
  public init(tag: Unsigned, payload: Payload) {
    self.tag = tag
    self.payload = payload
  }
}
