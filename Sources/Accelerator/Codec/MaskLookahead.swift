import Hardware
import HardwareLibrary

/// A step, and with the first one of a group the group's mask.
struct MaskedStep: Signal {
  var step: RawStep
  /// The mask of the group's activations; where `isGroupStart` does not hold, it means nothing.
  var mask: Unsigned
  var isGroupStart: Bit

  static func shape(_ shape: CodecShape) -> MaskedStep {
    MaskedStep(step: .shape(shape), mask: .bits(shape.groupSize), isGroupStart: .shape)
  }
}

/// Holds steps back until the mask of their group is known, which stands before them.
struct MaskLookahead: Module {
  let input: Stream<RawStep>
  let output: Stream<MaskedStep>

  private let shape: CodecShape
  private let steps: FIFO<RawStep>
  private let masks: FIFO<Unsigned>?
  private let stepIn, stepOut: Unsigned?
  private let maskSoFar: Unsigned?

  var documentation: String? { "Gives steps with the masks of their groups of \(shape.groupSize) activations." }

  init(_ shape: CodecShape) {
    self.shape = shape
    input = .input(.shape(shape))
    output = .output(.shape(shape))
    // One group comes in while another one goes out.
    steps = FIFO(.shape(shape), depth: 2 * shape.stepsPerGroup)
    let isSplit = shape.stepsPerGroup > 1
    masks = isSplit ? FIFO(.bits(shape.groupSize), depth: 2) : nil
    let bits = Netlist.addressWidth(of: shape.stepsPerGroup)
    stepIn = isSplit ? .register("step_in", bits, reset: 0) : nil
    stepOut = isSplit ? .register("step_out", bits, reset: 0) : nil
    maskSoFar = isSplit ? .register(shape.groupSize, reset: 0) : nil
  }

  var body: [Statement] {
    if let masks, let stepIn, let stepOut, let maskSoFar {
      gather(masks, stepIn, maskSoFar)
      give(masks, stepOut)
    } else {
      steps.input <== input
      output
        <== steps.output.map {
          MaskedStep(step: $0, mask: concatenate($0.isNonzero.reversed()), isGroupStart: true)
        }
    }
  }

  @StatementBuilder private func gather(
    _ masks: FIFO<Unsigned>, _ stepIn: Unsigned, _ maskSoFar: Unsigned
  ) -> [Statement] {
    let isLast = shape.stepsPerGroup - 1
    let lanes = concatenate(input.payload.isNonzero.reversed()).extended(to: shape.groupSize)
    let placed = (0...isLast).map { (lanes << ($0 * shape.lanes)).truncated(to: shape.groupSize) }[stepIn]
    let mask = (maskSoFar | placed).named("mask")
    let endsGroup = (input.payload.isLast || stepIn .== Unsigned(isLast)).named("ends_group")

    // Both buffers take a group's last step together; their `ready` are registers.
    input.ready <== steps.input.ready && masks.input.ready
    steps.input.valid <== input.valid && masks.input.ready
    steps.input.payload <== input.payload
    masks.input.valid <== input.valid && endsGroup && steps.input.ready
    masks.input.payload <== mask
    when(input.fires) {
      stepIn <== mux(endsGroup, 0, stepIn &+ 1)
      maskSoFar <== mux(endsGroup, 0, mask)
    }
  }

  @StatementBuilder private func give(_ masks: FIFO<Unsigned>, _ stepOut: Unsigned) -> [Statement] {
    let isStart = (stepOut .== 0).named("is_start")
    let hasMask = !isStart || masks.output.valid
    output.valid <== steps.output.valid && hasMask
    output.payload <== MaskedStep(step: steps.output.payload, mask: masks.output.payload, isGroupStart: isStart)
    steps.output.ready <== output.ready && hasMask
    masks.output.ready <== output.ready && steps.output.valid && isStart
    when(output.fires) {
      let endsGroup = steps.output.payload.isLast || stepOut .== Unsigned(shape.stepsPerGroup - 1)
      stepOut <== mux(endsGroup, 0, stepOut &+ 1)
    }
  }
}
