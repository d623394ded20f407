import Hardware
import HardwareLibrary

/// Packs elements into beats: pairs into code words with their terminator, units side by side.
struct CodePacker: Module {
  let input: Stream<EncodedStep>
  let output: Stream<CodedBeat>

  private let shape: CodecShape
  private let queue: ElementQueue
  private let buffer: FIFO<CodedBeat>
  /// The chunk's last elements are in the queue.
  private let isEnding: Bit
  private let isRunLength: Bit
  private let index: Unsigned
  /// The lower half of the code word has left.
  private let isUpperHalf: Bit?

  var documentation: String? {
    "Packs pairs of run and level into code words, or units, into beats of \(shape.beatBits) bits."
  }

  init(_ shape: CodecShape) {
    self.shape = shape
    input = .input(.shape(shape))
    output = .output(.shape(shape))
    queue = ElementQueue(
      elementBits: shape.elementBits, capacity: shape.queueElements, width: shape.stepElements,
      window: shape.transferElements)
    buffer = FIFO(.shape(shape), depth: 2)
    isEnding = .register(reset: false)
    isRunLength = .register()
    index = .register(shape.beatCountBits, reset: 0)
    isUpperHalf = shape.beatsPerCodeWord > 1 ? .register(reset: false) : nil
  }

  var body: [Statement] {
    let size = mux(
      isRunLength, Unsigned(shape.pairsPerTransfer, width: queue.removed.width),
      Unsigned(shape.beatUnits, width: queue.removed.width))
    // A full beat stays until something comes behind it: it might be the chunk's last one.
    let isMore = (queue.count .> size).named("is_more")
    let endsTransfer = (isUpperHalf.map { !isRunLength || $0 } ?? true).named("ends_transfer")
    let isLast = (isEnding && !isMore && endsTransfer).named("is_last")
    let removed = mux(isMore, size, queue.count.resized(to: queue.removed.width))

    input.ready <== !isEnding && queue.count .<= Unsigned(shape.queueElements - shape.stepElements)
    for (place, element) in zip(queue.input, input.payload.elements) { place <== mux(input.fires, element, 0) }
    queue.appended <== mux(input.fires, input.payload.count, 0)
    queue.removed <== mux(buffer.input.fires && endsTransfer, removed, 0)
    queue.clear <== buffer.input.fires && isLast

    buffer.input.valid <== isMore || isEnding
    buffer.input.payload <== CodedBeat(bits: mux(isRunLength, codeWords, units), last: isLast, index: index)
    output <== buffer.output

    when(input.fires) {
      isEnding <== input.payload.isLast
      isRunLength <== input.payload.isRunLength
    }
    when(buffer.input.fires) {
      index <== mux(isLast, 0, index &+ 1)
      when(isLast) { isEnding <== false }
      if let isUpperHalf { isUpperHalf <== isRunLength && !isUpperHalf }
    }
    expect(!isEnding || queue.count .!= 0, "a code that ends has its end before it", name: "end_is_there")
  }

  private var units: Unsigned {
    concatenate(queue.first[..<shape.beatUnits].map { $0[shape.runBits..<shape.elementBits] }.reversed())
  }

  private var codeWords: Unsigned {
    let size = shape.pairsPerCodeWord
    let words = (0..<shape.codeWordsPerBeat).map { index in
      let pairs = concatenate(queue.first[index * size..<(index + 1) * size].reversed())
      let ends = isEnding && queue.count .<= Unsigned((index + 1) * size)
      let terminator = (index == 0 ? ends : ends && queue.count .> Unsigned(index * size)).named("terminator_\(index)")
      return concatenate(terminator, pairs.extended(to: shape.codeWordBits - 1))
    }
    guard let isUpperHalf else { return concatenate(words.reversed()) }
    return mux(isUpperHalf, words[0][shape.beatBits..<shape.codeWordBits], words[0][0..<shape.beatBits])
  }
}
