import Hardware
import HardwareLibrary

/// Gathers the beats of raw chunks into words, where there is no other format.
///
/// For each chunk it takes exactly as many beats as its words need.
struct BeatWidener: Module {
  let settings: Stream<ChunkSettings>
  let beats: Stream<Framed<Unsigned>>
  let words: Stream<Unsigned>
  /// A beat was marked as the chunk's last one and was not, or the other way round.
  let failed: Bit

  private let gatherer: StreamWidener<Unsigned>
  private let isActive: Bit
  private let beatsLeft: Unsigned

  var documentation: String? { "Gathers the beats of chunks into words." }

  init(_ shape: CodecShape) {
    let beatsPerWord = shape.wordBits / shape.beatBits
    settings = .input(.shape(shape, compression: false))
    beats = .input(.shape(.bits(shape.beatBits)))
    words = .output(.bits(shape.wordBits))
    failed = .outputRegister(reset: false)
    gatherer = StreamWidener(.bits(shape.beatBits), size: beatsPerWord)
    isActive = .register(reset: false)
    beatsLeft = .register(shape.wordCountBits + beatsPerWord.trailingZeroBitCount)
  }

  var body: [Statement] {
    let isLast = (beatsLeft .== 0).named("is_last")
    settings.ready <== !isActive
    beats.ready <== isActive && gatherer.input.ready
    gatherer.input.valid <== isActive && beats.valid
    gatherer.input.payload <== Framed(word: beats.payload.word, last: false)
    gatherer.flush <== false
    words <== gatherer.output.map { concatenate($0.words.reversed()) }

    failed <== beats.fires && beats.payload.last .!= isLast
    when(settings.fires) {
      isActive <== true
      beatsLeft <== settings.payload.lastStep(stepsPerWord: gatherer.output.payload.words.count)
    }
    when(beats.fires) {
      beatsLeft <== beatsLeft &- 1
      when(isLast) { isActive <== false }
    }
  }
}
