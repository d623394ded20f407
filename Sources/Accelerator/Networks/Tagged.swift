import Hardware

/// A payload with the tag of the targets that shall take it.
public struct Tagged<Payload: Signal>: Signal {
  public var tag: Unsigned
  public var payload: Payload

  public init(tag: Unsigned, payload: Payload) {
    self.tag = tag
    self.payload = payload
  }
}
