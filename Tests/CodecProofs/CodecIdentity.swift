import Accelerator
import Hardware
import HardwareLibrary

/// For formal tools: an encoder and a decoder behind it.
///
/// What comes out is what went in.
///
/// Chunks, formats, zero points, activations, and pauses at every interface are free.
public struct CodecIdentity: Module {
  let settings: Stream<ChunkSettings>
  let words: Stream<Unsigned>
  let decoded: Stream<Unsigned>
  /// Beats may pass from the encoder to the decoder.
  let passes: Bit
  /// Chunks that have come out whole; to be reached.
  let chunks: Unsigned

  private let encoder: CodeEncoder
  private let decoder: CodeDecoder
  private let divider: StreamFork<ChunkSettings>
  private let sent: FIFO<Unsigned>
  private let lengths: FIFO<Unsigned>
  private let arrived: Unsigned

  package init(_ shape: CodecShape) {
    settings = .input(.shape(shape, compression: true))
    words = .input(.bits(shape.wordBits))
    decoded = .output(.bits(shape.wordBits))
    passes = .input()
    chunks = .outputRegister(2, reset: 0)
    (encoder, decoder) = (CodeEncoder(shape), CodeDecoder(shape))
    divider = StreamFork(settings.payload, outputs: 2)
    sent = FIFO(.bits(shape.wordBits), depth: 1 << shape.wordCountBits + 4, registerDepth: 16)
    lengths = FIFO(.bits(shape.wordCountBits), depth: 2)
    arrived = .register(shape.wordCountBits, reset: 0)
  }

  /// Both units behind one another, and a queue with what went in, with which is compared what comes out.
  public var body: [Statement] {
    let takesSettings = lengths.input.ready
    divider.input.valid <== settings.valid && takesSettings
    divider.input.payload <== settings.payload
    settings.ready <== divider.input.ready && takesSettings
    lengths.input.valid <== settings.valid && divider.input.ready
    lengths.input.payload <== settings.payload.lastWord
    encoder.settings <== divider.outputs[0]
    decoder.settings <== divider.outputs[1]

    encoder.words.valid <== words.valid && sent.input.ready
    encoder.words.payload <== words.payload
    words.ready <== encoder.words.ready && sent.input.ready
    sent.input.valid <== words.valid && encoder.words.ready
    sent.input.payload <== words.payload

    decoder.beats.valid <== encoder.beats.valid && passes
    decoder.beats.payload <== Framed(word: encoder.beats.payload.bits, last: encoder.beats.payload.last)
    encoder.beats.ready <== decoder.beats.ready && passes

    decoded <== decoder.words
    sent.output.ready <== decoded.fires
    let endsChunk = decoded.fires && arrived .== lengths.output.payload
    lengths.output.ready <== endsChunk
    when(decoded.fires) { arrived <== mux(endsChunk, 0, arrived &+ 1) }
    when(endsChunk && chunks .!= 3) { chunks <== chunks &+ 1 }

    settings.assumeStable("settings")
    words.assumeStable("words")
    expect(!decoder.failed, "what the encoder makes is a code", name: "never_failed")
    expect(!decoded.valid || sent.output.valid, "no word comes that was not sent", name: "no_word_too_many")
    expect(
      !decoded.valid || decoded.payload .== sent.output.payload, "what comes is what was sent", name: "identity")
    // The encoder's numbers of beats are those that the decoder takes.
    let count = Unsigned.register("beat_count", encoder.beats.payload.index.width, reset: 0)
    when(encoder.beats.fires) { count <== mux(encoder.beats.payload.last, 0, count &+ 1) }
    expect(!encoder.beats.valid || encoder.beats.payload.index .== count, "beats are counted", name: "beats_counted")
  }
}

/// For formal tools: a decoder of free beats.
///
/// It never gives more words than were asked for.
public struct DecoderBound: Module {
  let settings: Stream<ChunkSettings>
  let beats: Stream<Framed<Unsigned>>
  let decoded: Stream<Unsigned>
  /// Words that are still to come.
  let owed: Unsigned

  private let decoder: CodeDecoder

  package init(_ shape: CodecShape) {
    settings = .input(.shape(shape, compression: true))
    beats = .input(.shape(.bits(shape.beatBits)))
    decoded = .output(.bits(shape.wordBits))
    owed = .outputRegister(shape.wordCountBits + 4, reset: 0)
    decoder = CodeDecoder(shape)
  }

  /// The decoder by itself, and a count of the words that its settings have asked for.
  public var body: [Statement] {
    decoder.settings <== settings
    decoder.beats <== beats
    decoded <== decoder.words

    let asked = mux(settings.fires, settings.payload.lastWord + 1, 0)
    owed <== owed &+ asked &- Unsigned(decoded.fires)
    settings.assumeStable("settings")
    beats.assumeStable("beats")
    assume(owed .< 12, "chunks are few", name: "few_chunks")
    expect(!decoded.valid || owed .!= 0, "no word comes that was not asked for", name: "no_word_too_many")
  }
}
