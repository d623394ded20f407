import Hardware
import HardwareLibrary

/// Makes beats of the activations of chunks, as they lie in memory: the way from the buffer to the bus.
///
/// For each chunk it takes one entry of `settings` and exactly the chunk's words, and gives the beats of its code. A
/// beat a cycle, or a step of words (`CodecShape.stepBits`).
public struct ChunkEncoder: Module {
  /// One entry for each chunk, in the order in which their words come.
  public let settings: Stream<ChunkSettings>
  /// The words of the buffer: for each chunk exactly as many as its settings say.
  public let words: Stream<Unsigned>
  /// The beats of the codes, without headers; the last one of a chunk says how many there were.
  public let beats: Stream<CodedBeat>

  private let encoder: CodeEncoder?
  private let narrower: WordNarrower?

  /// The comment above the Verilog module.
  public var documentation: String? {
    encoder == nil
      ? "Takes words of the buffer apart into the beats of chunks."
      : "Encodes words of the buffer, compressed or not, into the beats of chunks."
  }

  /// The encoder of an architecture; without compression it only takes words apart.
  ///
  /// - Precondition: the architecture is valid for the accelerator.
  public init(_ architecture: Architecture) {
    let shape = CodecShape(architecture)
    settings = .input(.shape(architecture))
    words = .input(.bits(shape.wordBits))
    beats = .output(.shape(shape))
    encoder = architecture.compression ? CodeEncoder(shape) : nil
    narrower = architecture.compression ? nil : WordNarrower(shape)
  }

  /// The one of the two units that is there, connected to the ports.
  public var body: [Statement] {
    if let encoder {
      encoder.settings <== settings
      encoder.words <== words
      beats <== encoder.beats
    }
    if let narrower {
      narrower.settings <== settings
      narrower.words <== words
      beats <== narrower.beats
    }
  }
}
