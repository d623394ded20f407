import Hardware
import HardwareLibrary

/// Decodes chunks of all formats, a step of activations a cycle.
///
/// Beats are taken apart into elements: pairs of run and level, or masks and activations. Each cycle those at the head
/// of the queue give one step: a mask of the lanes that are not zero, and their values, which are then spread over the
/// lanes.
package struct CodeDecoder: Module {
  package let settings: Stream<ChunkSettings>
  package let beats: Stream<Framed<Unsigned>>
  package let words: Stream<Unsigned>
  package let failed: Bit

  let shape: CodecShape
  let unpacker: CodeUnpacker
  let queue: ElementQueue
  private let spreader: LaneSpreader
  private let gatherer: StreamWidener<Unsigned>?
  private let buffer: FIFO<Unsigned>

  enum Phase: CaseIterable { case idle, decode, drain }
  let phase: Enumerated<Phase>
  let isRunLength, isBitmap: Bit
  let flip: Unsigned
  let stepsLeft: Unsigned
  /// The chunk's last beat has been taken.
  let lastSeen: Bit
  /// No element comes any more: the terminator, or the last beat, has been seen.
  let isEnded: Bit
  let isBroken: Bit
  /// Zeros of the first pair's run that have been given already.
  let skipped: Unsigned
  /// The part of the group's mask that is still to come, and the step in the group; absent where a step is a group.
  let restOfMask, stepInGroup: Unsigned?

  package var documentation: String? { "Decodes chunks, \(shape.lanes) activations a cycle." }

  package init(_ shape: CodecShape) {
    self.shape = shape
    settings = .input(.shape(shape, compression: true))
    beats = .input(.shape(.bits(shape.beatBits)))
    words = .output(.bits(shape.wordBits))
    failed = .outputRegister(reset: false)
    unpacker = CodeUnpacker(shape)
    queue = ElementQueue(
      elementBits: shape.elementBits, capacity: shape.queueElements, width: shape.transferElements,
      window: shape.stepElements)
    spreader = LaneSpreader(shape)
    gatherer = shape.stepsPerWord > 1 ? StreamWidener(.bits(shape.stepBits), size: shape.stepsPerWord) : nil
    buffer = FIFO(.bits(shape.wordBits), depth: 2)
    phase = .register(reset: .idle)
    (isRunLength, isBitmap) = (.register(), .register())
    flip = .register(shape.storageBits)
    stepsLeft = .register(shape.wordCountBits + shape.stepsPerWord.trailingZeroBitCount)
    (lastSeen, isEnded, isBroken) = (.register(), .register(), .register())
    skipped = .register(shape.runBits)
    let isSplit = shape.stepsPerGroup > 1
    restOfMask = isSplit ? .register(shape.groupSize - shape.lanes) : nil
    stepInGroup = isSplit ? .register(Netlist.addressWidth(of: shape.stepsPerGroup)) : nil
  }

  package var body: [Statement] {
    let step = nextStep
    let takes = (phase .== .decode && (step.isThere || isEnded) && spreader.input.ready).named("takes")
    let isLast = (stepsLeft .== 0).named("is_last")
    let finishes = (takes && isLast).named("finishes")

    takeBeats
    spreader.input.valid <== phase .== .decode && (step.isThere || isEnded)
    spreader.input.payload <== SparseStep(mask: step.mask, levels: step.levels, flip: flip)
    queue.removed <== mux(takes, step.removed, 0)
    queue.clear <== finishes

    when(takes) {
      stepsLeft <== stepsLeft &- 1
      skipped <== step.skipped
      when(!step.isThere) { isBroken <== true }
      if let restOfMask, let stepInGroup {
        restOfMask <== step.restOfMask!
        stepInGroup <== stepInGroup &+ 1
      }
      when(isLast) {
        phase <== .drain
        when(lastSeen || (beats.fires && beats.payload.last)) { phase <== .idle }
      }
    }
    let left = (queue.count &- step.removed).named("left")
    let limit = mux(
      isRunLength, Unsigned(shape.pairsPerCodeWord, width: left.width), Unsigned(shape.beatUnits, width: left.width))
    let isSurplus = (left .>= limit).named("is_surplus")
    failed <== finishes
      && (isBroken || !step.isThere || isSurplus || !lastSeen || isRunLength && !step.mask[shape.lanes - 1]
        || isBitmap && step.restOfMask.map(\.anyBit) ?? false)

    takeSettings
    giveWords
  }

  @StatementBuilder private var takeSettings: [Statement] {
    settings.ready <== phase .== .idle
    when(settings.fires) {
      let chunk = settings.payload
      phase <== .decode
      isRunLength <== chunk.isRunLength
      isBitmap <== chunk.isBitmap
      flip <== chunk.flip
      stepsLeft <== chunk.lastStep(stepsPerWord: shape.stepsPerWord)
      lastSeen <== false
      isEnded <== false
      isBroken <== false
      skipped <== 0
      if let stepInGroup { stepInGroup <== 0 }
    }
  }

  // `ready` of the beats depends on registers only; the queue has room for what is under way.
  @StatementBuilder private var takeBeats: [Statement] {
    let hasRoom = (queue.count .<= Unsigned(shape.queueElements - shape.transferElements)).named("has_room")
    let isDecoding = phase .== .decode
    beats.ready <== phase .== .drain || (isDecoding && !lastSeen && (isEnded || hasRoom))

    unpacker.isRunLength <== isRunLength
    unpacker.beat <== beats.payload
    unpacker.takes <== beats.fires && isDecoding && !isEnded
    if let clear = unpacker.clear { clear <== settings.fires }
    queue.input <== unpacker.elements
    queue.appended <== unpacker.count

    when(beats.fires && isDecoding) {
      when(beats.payload.last) {
        lastSeen <== true
        isEnded <== true
      }
      when(unpacker.terminates) { isEnded <== true }
      when(unpacker.isBroken) { isBroken <== true }
    }
    when(beats.fires && phase .== .drain && beats.payload.last) { phase <== .idle }
  }

  @StatementBuilder private var giveWords: [Statement] {
    if let gatherer {
      gatherer.input <== spreader.output.map { Framed(word: concatenate($0.reversed()), last: false) }
      gatherer.flush <== false
      buffer.input <== gatherer.output.map { concatenate($0.words.reversed()) }
    } else {
      buffer.input <== spreader.output.map { concatenate($0.reversed()) }
    }
    words <== buffer.output
  }
}
