import Hardware
import HardwareLibrary

/// Makes the elements of a step: which lanes give one, what it is, and all of them side by side.
struct StepEncoder: Module {
  let input: Stream<MaskedStep>
  let output: Stream<EncodedStep>

  private let shape: CodecShape
  /// Zeros since the last one that was not, in the chunk so far; runs repeat with the longest run and its level.
  private let zerosBefore: Unsigned

  var documentation: String? {
    "Makes pairs of run and level, or masks and activations, of \(shape.lanes) activations."
  }

  init(_ shape: CodecShape) {
    self.shape = shape
    input = .input(.shape(shape))
    output = .output(.shape(shape))
    zerosBefore = .register(shape.runBits, reset: 0)
  }

  var body: [Statement] {
    let step = input.payload.step
    let isNonzero = step.isNonzero.enumerated().map { $1.named("is_nonzero_\($0)") }
    let zeros = runs(isNonzero)
    let giving = (0..<shape.lanes).map { lane in
      gives(lane, isNonzero[lane], zeros[lane], step).named("gives_\(lane)")
    }
    let ranks = ranks(giving, "rank")
    let elements = (0..<shape.lanes).map { lane in
      concatenate(step.levels[lane], mux(step.format.isRunLength, zeros[lane], 0))
    }
    let gathered = (0..<shape.lanes).map { place in
      gather(elements, giving, ranks, place).named("gathered_\(place)")
    }
    let hasMask = (step.format.isBitmap && input.payload.isGroupStart).named("has_mask")

    // Combinational between two FIFOs.
    output.valid <== input.valid
    input.ready <== output.ready
    output.payload
      <== EncodedStep(
        elements: behindMask(gathered, hasMask),
        count: (ranks[shape.lanes] + mux(hasMask, Unsigned(shape.maskUnits), 0)).resized(
          to: output.payload.count.width),
        isLast: step.isLast, isRunLength: step.format.isRunLength)
    when(input.fires) { zerosBefore <== mux(step.isLast, 0, zeros[shape.lanes]) }
  }

  /// Whether a lane gives an element. The longest run is all ones, so a run's length modulo its successor tells where a
  /// zero is taken as a level. The chunk's last activation ends a pair in any case.
  private func gives(_ lane: Int, _ isNonzero: Bit, _ zeros: Unsigned, _ step: RawStep) -> Bit {
    let endsChunk: Bit = lane == shape.lanes - 1 ? step.isLast : false
    let endsPair = isNonzero || zeros.allBits || endsChunk
    return mux(step.format.isRunLength, endsPair, isNonzero || !step.format.isBitmap)
  }

  /// For each lane how many zeros stand before it, modulo the longest run's successor; and last, behind all of them.
  private func runs(_ isNonzero: [Bit]) -> [Unsigned] {
    // What is known of the lanes right before a lane: as many as `size`, or all there are, in a tree of doublings.
    var found = [Bit(false)] + isNonzero
    var zeros = [Unsigned(0, width: shape.runBits)] + isNonzero.map { mux($0, count(0), count(1)) }
    var size = 1
    while size < shape.lanes {
      let (oldFound, oldZeros) = (found, zeros)
      for lane in size + 1...shape.lanes {
        zeros[lane] = mux(oldFound[lane], oldZeros[lane], oldZeros[lane - size] &+ count(size))
        found[lane] = oldFound[lane] || oldFound[lane - size]
      }
      size *= 2
    }
    return (0...shape.lanes).map { lane in
      mux(found[lane], zeros[lane], zerosBefore &+ count(lane)).named("zeros_\(lane)")
    }
  }

  private func count(_ number: Int) -> Unsigned { Unsigned(truncating: number, width: shape.runBits) }

  /// The element that comes to a place: that of the lane with this rank.
  private func gather(_ elements: [Unsigned], _ giving: [Bit], _ ranks: [Unsigned], _ place: Int) -> Unsigned {
    let candidates = (place..<shape.lanes).map { lane in
      mux(giving[lane] && ranks[lane] .== Unsigned(place), elements[lane], 0)
    }
    return candidates.dropFirst().reduce(candidates[0]) { $0 | $1 }
  }

  private func behindMask(_ gathered: [Unsigned], _ hasMask: Bit) -> [Unsigned] {
    let none = Unsigned(0, width: shape.elementBits)
    let mask = (0..<shape.maskUnits).map { unit in
      input.payload.mask[unit * shape.storageBits..<(unit + 1) * shape.storageBits] << shape.runBits
    }
    let behind = mask + gathered
    return (0..<shape.stepElements).map { place in
      mux(hasMask, behind[place], place < gathered.count ? gathered[place] : none)
    }
  }
}
