import Hardware

/// A payload with the tag of the targets that shall take it.
public struct Tagged<Payload: Signal>: Signal {
  public let tag: Unsigned
  public let payload: Payload

  public init(tag: Unsigned, payload: Payload) {
    self.tag = tag
    self.payload = payload
  }

  public func map(_ each: SignalMap) -> Tagged { Tagged(tag: each(tag), payload: each(payload)) }
}
