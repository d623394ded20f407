import Hardware

/// A beat of a chunk's code on its way to memory.
public struct CodedBeat: Signal {
  /// The beat as it goes over the bus.
  public var bits: Unsigned
  /// Whether it is the chunk's last one.
  public var last: Bit
  /// Its number in the chunk, from 0: for the last one, the number of the code's beats less one.
  public var index: Unsigned

  /// A beat from signals; for the shape of one see ``shape(_:)``.
  public init(bits: Unsigned, last: Bit, index: Unsigned) {
    (self.bits, self.last, self.index) = (bits, last, index)
  }

  /// The shape for an architecture: a beat is as wide as its bus.
  public static func shape(_ architecture: Architecture) -> CodedBeat { .shape(CodecShape(architecture)) }

  package static func shape(_ shape: CodecShape) -> CodedBeat {
    CodedBeat(bits: .bits(shape.beatBits), last: .shape, index: .bits(shape.beatCountBits))
  }
}
