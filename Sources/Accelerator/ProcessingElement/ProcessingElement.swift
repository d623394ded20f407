import Hardware
import HardwareLibrary

/// A row-stationary processing element: three scratchpads, a multiplier with its accumulator, an adder for the psums
/// that climb the column, and a control of its own (Eyeriss, JSSC 2017, section V-A).
///
/// It is driven by data alone. Given the shape of a pass and its place in the column, it takes ifmap values and
/// weights as they come, multiplies as soon as it can, and hands psums on.
///
/// - ifmap: per row of the pass q*((F-1)*U+S) values, the q channels of a column together (g groups in place of them
///   in a depthwise layer, see `PassShape`).
/// - filter: per pass p weights for each value of the window, those that meet one ifmap value together.
/// - psums: per output column p, or g*p group by group; `isLast` marks the last one of a column.
struct ProcessingElement: Module {
  let shape: PassShape
  let settings: PESettings
  let ifmap, filter, psum: Stream<WordGroup>
  let below: Stream<Psum>
  let above: Stream<Psum>
  let output: Stream<WordGroup>
  /// What was done in the cycle before; a bit each.
  let activity: ArrayActivity

  private let architecture: Architecture
  private let ifmapFIFO, filterFIFO, psumFIFO, outputFIFO: FIFO<WordGroup>
  private let ifmapSerializer, filterSerializer, psumSerializer: WordSerializer?
  private let packer: WordPacker?
  private let ifmapScratchpad, filterScratchpad: WalkBuffer
  private let control: PassControl
  private let pipeline: MultiplyPipeline
  private let ownFIFO, climbFIFO: FIFO<Psum>
  private let climb: PsumClimb

  var documentation: String? {
    "A row-stationary processing element: three scratchpads, a MAC pipeline and the adder of its column."
  }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let groups = BusShapes(architecture)
    shape = PassShape.shape(architecture).input()
    settings = PESettings.shape.input()
    (ifmap, filter) = (.input(groups.operand), .input(groups.filter))
    (psum, output) = (.input(groups.psum), .output(groups.psum))
    let psumShape = Psum.shape(bits: architecture.psumBits)
    (below, above) = (.input(psumShape), .output(psumShape))
    activity = .outputRegisters(bits: 1)

    ifmapFIFO = FIFO(groups.operand, depth: architecture.inputFIFO)
    filterFIFO = FIFO(groups.filter, depth: architecture.inputFIFO)
    psumFIFO = FIFO(groups.psum, depth: architecture.inputFIFO)
    outputFIFO = FIFO(groups.psum, depth: 2)
    ifmapSerializer = Self.serializer(architecture.ifmapBusWords, architecture.operandBits)
    filterSerializer = Self.serializer(architecture.filterBusWords, architecture.weightBits)
    psumSerializer = Self.serializer(architecture.psumBusWords, architecture.psumBits)
    packer =
      architecture.psumBusWords > 1
      ? WordPacker(words: architecture.psumBusWords, bits: architecture.psumBits) : nil
    ifmapScratchpad = WalkBuffer(
      depth: architecture.ifmapScratchpad, bits: architecture.operandBits, marksZeros: true)
    filterScratchpad = WalkBuffer(
      depth: architecture.filterScratchpad, bits: architecture.weightBits, marksZeros: false)
    control = PassControl(architecture)
    pipeline = MultiplyPipeline(architecture)
    ownFIFO = FIFO(psumShape, depth: architecture.psumFIFO)
    climbFIFO = FIFO(psumShape, depth: 2)
    climb = PsumClimb(bits: architecture.psumBits)
  }

  private static func serializer(_ words: Int, _ bits: Int) -> WordSerializer? {
    words > 1 ? WordSerializer(words: words, bits: bits) : nil
  }

  var body: [Statement] {
    inputs
    macs
    column
    results
    counted
  }

  @StatementBuilder private var inputs: [Statement] {
    ifmapFIFO.input <== ifmap
    filterFIFO.input <== filter
    psumFIFO.input <== psum
    words(ifmapScratchpad.fill, ifmapFIFO.output, ifmapSerializer)
    words(filterScratchpad.fill, filterFIFO.output, filterSerializer)
    words(climb.network, psumFIFO.output, psumSerializer)
  }

  /// From groups to single words; a bus of one word needs nothing between.
  @StatementBuilder private func words(
    _ sink: Stream<Signed>, _ source: Stream<WordGroup>, _ serializer: WordSerializer?
  ) -> [Statement] {
    if let serializer {
      serializer.input <== source
      sink <== serializer.output
    } else {
      sink <== Stream(valid: source.valid, ready: source.ready, payload: source.payload.words[0])
    }
  }

  @StatementBuilder private var macs: [Statement] {
    control.shape <== shape
    control.advance <== pipeline.advance
    control.isZero <== ifmapScratchpad.isZero!
    walk(ifmapScratchpad, control.ifmap)
    walk(filterScratchpad, control.filter)
    pipeline.issue <== control.issue
    pipeline.activation <== ifmapScratchpad.data
    pipeline.weight <== filterScratchpad.data
    if let port = pipeline.productShift, let amount = shape.productShift { port <== amount }
    ownFIFO.input <== pipeline.psums
  }

  @StatementBuilder private func walk(_ buffer: WalkBuffer, _ walk: PassControl.Walk) -> [Statement] {
    walk.available <== buffer.available
    buffer.read <== walk.read
    buffer.step <== walk.step
    buffer.retire <== walk.retire
    buffer.rewind <== walk.rewind
  }

  @StatementBuilder private var column: [Statement] {
    climb.own <== ownFIFO.output
    climb.below <== below
    climb.source <== settings.psumSource
    climbFIFO.input <== climb.output
  }

  @StatementBuilder private var results: [Statement] {
    let sum = climbFIFO.output
    let packed = packer?.input ?? Stream.wire("packed", Psum.shape(bits: architecture.psumBits))

    above.valid <== sum.valid && !settings.toNetwork
    above.payload <== sum.payload
    packed.valid <== sum.valid && settings.toNetwork
    packed.payload <== sum.payload
    sum.ready <== mux(settings.toNetwork, packed.ready, above.ready)
    if let packer {
      outputFIFO.input <== packer.output
    } else {
      outputFIFO.input.valid <== packed.valid
      outputFIFO.input.payload.words[0] <== packed.payload.value
      packed.ready <== outputFIFO.input.ready
    }
    output <== outputFIFO.output
  }

  @StatementBuilder private var counted: [Statement] {
    activity.macsDone <== Unsigned(control.issue.valid && !control.issue.isZero)
    activity.macsGated <== Unsigned(control.issue.valid && control.issue.isZero)
    activity.ifmapReads <== Unsigned(control.ifmap.read)
    activity.ifmapWrites <== Unsigned(ifmapScratchpad.fill.fires)
    activity.filterWrites <== Unsigned(filterScratchpad.fill.fires)
    activity.psumWrites <== Unsigned(pipeline.stores)
    activity.psumsClimbed <== Unsigned(above.fires)
  }
}
