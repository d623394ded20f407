import Hardware
import HardwareLibrary

/// A step of activations of which only those that are not zero are given.
struct SparseStep: Signal {
  var mask: [Bit]
  /// The values of the lanes that are set in the mask, in order.
  var levels: [Unsigned]
  /// What the activations are exclusive-ored with.
  var flip: Unsigned

  static func shape(_ shape: CodecShape) -> SparseStep {
    SparseStep(
      mask: (0..<shape.lanes).map { _ in .shape }, levels: (0..<shape.lanes).map { _ in .bits(shape.storageBits) },
      flip: .bits(shape.storageBits))
  }
}

/// Spreads the values of a step over its lanes.
struct LaneSpreader: Module {
  let input: Stream<SparseStep>
  let output: Stream<[Unsigned]>

  private let isFull: Bit
  private let step: SparseStep

  var documentation: String? { "Gives each lane that is set in the mask the next value, and the others zero." }

  init(_ shape: CodecShape) {
    input = .input(.shape(shape))
    output = .output((0..<shape.lanes).map { _ in .bits(shape.storageBits) })
    isFull = .register(reset: false)
    step = SparseStep.shape(shape).register()
  }

  var body: [Statement] {
    // The register behind the choice of a step; what stands behind this block has a register for `ready`, or passes it
    // on to one.
    input.ready <== !isFull || output.ready
    when(input.ready) { isFull <== input.valid }
    when(input.fires) { step <== input.payload }

    let ranks = ranks(step.mask, "rank")
    output.valid <== isFull
    for (lane, value) in output.payload.enumerated() {
      let choice = Array(step.levels[...lane])
      let level = lane == 0 ? choice[0] : choice[ranks[lane].resized(to: Netlist.addressWidth(of: lane + 1))]
      value <== mux(step.mask[lane], level, 0) ^ step.flip
    }
  }
}
