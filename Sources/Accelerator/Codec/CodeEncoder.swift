import Hardware
import HardwareLibrary

/// Encodes chunks in all formats, a step of activations a cycle: words are taken apart into steps, these into elements
/// (pairs of run and level, or masks and activations), and the elements are packed into beats.
package struct CodeEncoder: Module {
  package let settings: Stream<ChunkSettings>
  package let words: Stream<Unsigned>
  package let beats: Stream<CodedBeat>

  private let shape: CodecShape
  private let masks: MaskLookahead
  private let elements: StepEncoder
  private let buffer: FIFO<EncodedStep>
  private let packer: CodePacker

  private let isActive: Bit
  private let format: StepFormat
  private let flip: Unsigned
  private let stepsLeft: Unsigned

  package var documentation: String? { "Encodes chunks, \(shape.lanes) activations a cycle." }

  package init(_ shape: CodecShape) {
    self.shape = shape
    settings = .input(.shape(shape, compression: true))
    words = .input(.bits(shape.wordBits))
    beats = .output(.shape(shape))
    masks = MaskLookahead(shape)
    elements = StepEncoder(shape)
    buffer = FIFO(.shape(shape), depth: 2)
    packer = CodePacker(shape)
    isActive = .register(reset: false)
    format = StepFormat.shape.register()
    flip = .register(shape.storageBits)
    stepsLeft = .register(shape.wordCountBits + shape.stepsPerWord.trailingZeroBitCount)
  }

  package var body: [Statement] {
    let placeBits = shape.stepsPerWord.trailingZeroBitCount
    let isLast = (stepsLeft .== 0).named("is_last")
    let endsWord = placeBits == 0 ? true : stepsLeft[0..<placeBits] .== 0
    // Steps are counted down, so the first one of a word has the highest number.
    let steps = (0..<shape.stepsPerWord).reversed().map {
      words.payload[$0 * shape.stepBits..<($0 + 1) * shape.stepBits]
    }
    let step = placeBits == 0 ? steps[0] : steps[stepsLeft[0..<placeBits]]

    settings.ready <== !isActive
    masks.input.valid <== isActive && words.valid
    masks.input.payload <== RawStep(levels: lanes(of: step), isLast: isLast, format: format)
    words.ready <== isActive && masks.input.ready && endsWord

    elements.input <== masks.output
    buffer.input <== elements.output
    packer.input <== buffer.output
    beats <== packer.output

    when(settings.fires) {
      let chunk = settings.payload
      isActive <== true
      format <== StepFormat(isRunLength: chunk.isRunLength, isBitmap: chunk.isBitmap)
      flip <== chunk.flip
      stepsLeft <== chunk.lastStep(stepsPerWord: shape.stepsPerWord)
    }
    when(masks.input.fires) {
      stepsLeft <== stepsLeft &- 1
      when(isLast) { isActive <== false }
    }
  }

  private func lanes(of step: Unsigned) -> [Unsigned] {
    (0..<shape.lanes).map { step[$0 * shape.storageBits..<($0 + 1) * shape.storageBits] ^ flip }
  }
}
