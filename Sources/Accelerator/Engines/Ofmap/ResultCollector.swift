import Hardware
import HardwareLibrary

/// Takes the psums that leave the array: into the buffer where a later pass adds to them, or as results to
/// post-processing.
struct ResultCollector: Module {
  let order: PsumLayer
  let layer: OfmapLayer
  let pass: Stream<CollectorPass>
  /// `ProgramTable.columnPlace`.
  let placeWrite: TableWrite
  let psums: Stream<WordGroup>
  /// A result with its place.
  let result: Stream<CollectedGroup>
  let store: Stream<BufferWrite>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let walk: ResultWalk

  var documentation: String? { "Takes the psums that leave the array: to the buffer, or to post-processing." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    order = PsumLayer.shape(architecture).input()
    layer = OfmapLayer.shape(architecture).input()
    pass = .input(.shape(architecture))
    placeWrite = TableWrite.shape(entries: architecture.maximumTargets).input()
    psums = .input(BusShapes(architecture).psum)
    result = .output(.shape(architecture))
    store = .output(.shape(architecture))
    busy = .output()
    walk = ResultWalk(architecture)
  }

  var body: [Statement] {
    let head = walk.output
    let place = head.payload
    let isThere = (head.valid && psums.valid).named("is_there")
    let taken = mux(place.isResult, result.ready, store.ready).named("taken")

    walk.order <== order
    walk.layer <== layer
    walk.pass <== pass
    walk.placeWrite <== placeWrite
    // The psums come from a FIFO and go into one, and so do their places; between them there is no register.
    psums.ready <== head.valid && taken
    head.ready <== psums.valid && taken
    result.valid <== isThere && place.isResult
    result.payload.place <== place
    result.payload.group <== psums.payload
    store.valid <== isThere && !place.isResult
    store.payload.address <== place.word
    store.payload.isLast <== place.isLast
    store.payload.mask <== Bit(true).repeated(store.payload.mask.width)
    store.payload.data <== stored
    busy <== walk.busy
  }

  private var stored: Unsigned {
    let words = psums.payload.words.reversed().map {
      Unsigned(bitPattern: $0.extended(to: architecture.psumStorageBits))
    }
    return concatenate(words).extended(to: architecture.bufferWordBits)
  }
}

/// A group of psums with its place.
struct CollectedGroup: Signal {
  var place: ResultPlace
  var group: WordGroup

  static func shape(_ architecture: Architecture) -> CollectedGroup {
    CollectedGroup(place: .shape(architecture), group: BusShapes(architecture).psum)
  }
}
