import Hardware
import HardwareLibrary

/// Makes the activations of chunks of the beats in which they lie in memory: the way from the bus into the buffer.
///
/// For each chunk it takes one entry of `settings`, all beats up to the one that is marked as the last, and gives
/// exactly the chunk's words, whatever the beats hold. A beat a cycle, or a step of words (`CodecShape.stepBits`).
public struct ChunkDecoder: Module {
  /// One entry for each chunk, in the order in which their beats come.
  public let settings: Stream<ChunkSettings>
  /// The beats of the codes, without their headers. The one that ends a chunk's code, or with which the reader gives
  /// up, is marked.
  public let beats: Stream<Framed<Unsigned>>
  /// The words of the buffer: for each chunk exactly as many as its settings say.
  public let words: Stream<Unsigned>
  /// For one cycle, at the end of a chunk: its beats were no code of so many words. What could not be read is zero.
  public let failed: Bit

  private let decoder: CodeDecoder?
  private let widener: BeatWidener?

  /// The comment above the Verilog module.
  public var documentation: String? {
    decoder == nil
      ? "Gathers the beats of chunks into words of the buffer."
      : "Decodes the beats of chunks, compressed or not, into words of the buffer."
  }

  /// The decoder of an architecture; without compression it only gathers beats.
  ///
  /// - Precondition: the architecture is valid for the accelerator.
  public init(_ architecture: Architecture) {
    let shape = CodecShape(architecture)
    settings = .input(.shape(architecture))
    beats = .input(.shape(.bits(shape.beatBits)))
    words = .output(.bits(shape.wordBits))
    failed = .output()
    decoder = architecture.compression ? CodeDecoder(shape) : nil
    widener = architecture.compression ? nil : BeatWidener(shape)
  }

  /// The one of the two units that is there, connected to the ports.
  public var body: [Statement] {
    if let decoder {
      decoder.settings <== settings
      decoder.beats <== beats
      words <== decoder.words
      failed <== decoder.failed
    }
    if let widener {
      widener.settings <== settings
      widener.beats <== beats
      words <== widener.words
      failed <== widener.failed
    }
  }
}
