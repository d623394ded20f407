import Hardware
import HardwareLibrary

/// Takes the words of raw chunks apart into beats, where there is no other format.
struct WordNarrower: Module {
  let settings: Stream<ChunkSettings>
  let words: Stream<Unsigned>
  let beats: Stream<CodedBeat>

  private let buffer: FIFO<CodedBeat>
  private let isActive: Bit
  private let lastWord: Unsigned
  private let index: Unsigned
  private let beatsPerWord: Int

  var documentation: String? { "Takes the words of chunks apart into beats." }

  init(_ shape: CodecShape) {
    beatsPerWord = shape.wordBits / shape.beatBits
    settings = .input(.shape(shape, compression: false))
    words = .input(.bits(shape.wordBits))
    beats = .output(.shape(shape))
    buffer = FIFO(.shape(shape), depth: 2)
    isActive = .register(reset: false)
    lastWord = .register(shape.wordCountBits)
    index = .register(shape.beatCountBits)
  }

  var body: [Statement] {
    let placeBits = beatsPerWord.trailingZeroBitCount
    let beatBits = words.payload.width / beatsPerWord
    let parts = (0..<beatsPerWord).map { words.payload[$0 * beatBits..<($0 + 1) * beatBits] }
    let endsWord = placeBits == 0 ? true : index[0..<placeBits].allBits.named("ends_word")
    let isLast = (endsWord && index[placeBits..<index.width] .== lastWord.extended(to: index.width - placeBits))
      .named("is_last")

    settings.ready <== !isActive
    words.ready <== isActive && buffer.input.ready && endsWord
    buffer.input.valid <== isActive && words.valid
    buffer.input.payload
      <== CodedBeat(
        bits: placeBits == 0 ? parts[0] : parts[index[0..<placeBits]], last: isLast, index: index)
    beats <== buffer.output

    when(settings.fires) {
      isActive <== true
      lastWord <== settings.payload.lastWord
      index <== 0
    }
    when(buffer.input.fires) {
      index <== index &+ 1
      when(isLast) { isActive <== false }
    }
  }
}
