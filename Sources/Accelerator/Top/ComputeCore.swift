import Hardware
import HardwareLibrary

/// The array with the engines that feed it and collect from it, post-processing, and the buffer between them.
struct ComputeCore: Module {
  let clear: Bit
  let configuration: ConfigurationWrite
  let tables: ProgramTables
  let settings: LayerSettings
  /// A pass, whose registers stand in `settings`; a vector command.
  let pass, vector: Stream<Bit>
  /// Passes and vector commands that are completed in this cycle.
  let completes: Unsigned
  /// Nothing is under way in the array and its engines, in the vector unit.
  let arrayIdle, vectorIdle: Bit

  let filterRequest: Stream<MemoryRange>
  let filterData: Stream<Unsigned>
  /// From the load engine, and to the store engine.
  let loadWrite: Stream<BufferWrite>
  let loadWrittenLast: Bit
  let storeRead: Stream<Unsigned>
  let storeWords: Stream<Unsigned>
  let events: ComputeEvents

  private let architecture: Architecture
  private let array: ProcessingArray
  private let buffer: GlobalBuffer
  private let ifmap: IfmapFeeder
  private let filter: FilterFeeder
  private let psum: PsumFeeder
  private let requests: CollectRequests
  private let collector: ResultCollector
  private let post: PostProcessor
  private let ifmapPasses: FIFO<IfmapPass>
  private let filterPasses: FIFO<MemoryRange>
  private let psumPasses: FIFO<PsumInput>
  private let requestPasses: FIFO<Bit>
  private let collectorPasses: FIFO<CollectorPass>

  var documentation: String? { "The array, what feeds it and collects from it, post-processing, and the buffer." }

  private static let passesAhead = 2

  init(_ architecture: Architecture) {
    self.architecture = architecture
    clear = .input()
    configuration = ConfigurationWrite.shape(architecture).input()
    tables = ProgramTables.shape(architecture).input()
    settings = LayerSettings.shape(architecture).input()
    (pass, vector) = (.input(.shape), .input(.shape))
    completes = .output(2)
    (arrayIdle, vectorIdle) = (.output(), .output())
    filterRequest = .output(.shape)
    filterData = .input(.bits(architecture.memoryDataBits))
    loadWrite = .input(.shape(architecture))
    loadWrittenLast = .output()
    storeRead = .input(.bits(architecture.wordAddressBits))
    storeWords = .output(.bits(architecture.bufferWordBits))
    events = ComputeEvents.shape(architecture).output()
    array = ProcessingArray(architecture)
    buffer = GlobalBuffer(architecture)
    ifmap = IfmapFeeder(architecture)
    filter = FilterFeeder(architecture)
    psum = PsumFeeder(architecture)
    requests = CollectRequests(architecture)
    collector = ResultCollector(architecture)
    post = PostProcessor(architecture)
    ifmapPasses = FIFO(.shape(architecture), depth: Self.passesAhead)
    filterPasses = FIFO(.shape, depth: Self.passesAhead)
    psumPasses = FIFO(.shape(architecture), depth: Self.passesAhead)
    requestPasses = FIFO(.shape, depth: Self.passesAhead)
    collectorPasses = FIFO(.shape(architecture), depth: Self.passesAhead)
  }

  var body: [Statement] {
    passes
    feeders
    results
    transfers
    status
    counted
  }

  /// A pass goes to all its engines at once, so each one's valid waits for the ready of all; they are registers.
  @StatementBuilder private var passes: [Statement] {
    let room = [
      ifmapPasses.input.ready, filterPasses.input.ready, psumPasses.input.ready, requestPasses.input.ready,
      collectorPasses.input.ready,
    ].all.named("room")
    let goes = (pass.valid && room).named("goes")

    pass.ready <== room
    ifmapPasses.input.valid <== goes
    ifmapPasses.input.payload <== settings.ifmapPass
    filterPasses.input.valid <== goes
    filterPasses.input.payload <== settings.filterPass
    psumPasses.input.valid <== goes && settings.psumEnters
    psumPasses.input.payload <== settings.psumInput
    requestPasses.input.valid <== goes
    requestPasses.input.payload <== true
    collectorPasses.input.valid <== goes
    collectorPasses.input.payload <== settings.collectorPass
    ifmap.pass <== ifmapPasses.output
    filter.pass <== filterPasses.output
    psum.pass <== psumPasses.output
    requests.pass <== requestPasses.output
    collector.pass <== collectorPasses.output
  }

  @StatementBuilder private var feeders: [Statement] {
    array.configuration <== configuration
    array.clearCounters <== clear
    ifmap.layer <== settings.ifmapLayer
    ifmap.targetWrite <== tables.ifmapTarget
    ifmap.placeWrite <== tables.ifmapPlace
    buffer.ifmapRead.request <== ifmap.request
    ifmap.response <== buffer.ifmapRead.response
    array.ifmap <== ifmap.output

    filter.layer <== settings.filterLayer
    filter.targetWrite <== tables.filterTarget
    filterRequest <== filter.request
    filter.data <== filterData
    array.filter <== filter.output

    psum.layer <== settings.psumLayer
    psum.wordPitch <== settings.ofmapLayer.psumPitch
    psum.columnWrite <== tables.column
    psum.clear <== clear
    psum.written <== buffer.psumWrite.written
    buffer.psumRead.request <== psum.request
    psum.response <== buffer.psumRead.response
    array.psum <== psum.output
  }

  @StatementBuilder private var results: [Statement] {
    requests.layer <== settings.psumLayer
    requests.columnWrite <== tables.column
    array.collect <== requests.output
    collector.order <== settings.psumLayer
    collector.layer <== settings.ofmapLayer
    collector.placeWrite <== tables.columnPlace
    collector.psums <== array.output
    buffer.psumWrite.input <== collector.store
    post.results <== collector.result.map { ResultGroup($0, architecture) }
    post.tableWrite <== tables.channels
    post.outputSettings <== settings.outputs
    post.vector <== settings.vector
    post.start.valid <== vector.valid
    vector.ready <== post.start.ready
    buffer.vectorRead.request <== post.readRequest
    post.readResponse <== buffer.vectorRead.response
    buffer.resultWrite.input <== post.output.map { BufferWrite($0, architecture) }
  }

  @StatementBuilder private var transfers: [Statement] {
    buffer.loadWrite.input <== loadWrite
    loadWrittenLast <== buffer.loadWrite.writtenLast
    buffer.storeRead.request <== storeRead
    storeWords <== buffer.storeRead.response
  }

  @StatementBuilder private var status: [Statement] {
    let vectorRuns = Bit.register("vector_runs", reset: false)
    let waiting = [
      ifmapPasses.output.valid, filterPasses.output.valid, psumPasses.output.valid, requestPasses.output.valid,
      collectorPasses.output.valid,
    ]
    when(vector.fires) { vectorRuns <== true }
      .elsewhen(buffer.resultWrite.writtenLast) { vectorRuns <== false }
    vectorIdle <== !vectorRuns
    arrayIdle <== !(waiting + [ifmap.busy, filter.busy, psum.busy, requests.busy, collector.busy]).any
    completes <== Unsigned(buffer.psumWrite.writtenLast) + Unsigned(buffer.resultWrite.writtenLast)
  }

  @StatementBuilder private var counted: [Statement] {
    events.activity <== array.activity
    events.ifmapGroup <== array.ifmap.fires
    events.filterGroup <== array.filter.fires
    events.psumInGroup <== array.psum.fires
    events.psumOutGroup <== array.output.fires
    events.ifmapWords <== array.ifmap.map(\.group).words(in: events.ifmapWords.width)
    events.filterWords <== array.filter.map(\.group).words(in: events.filterWords.width)
    events.psumInWords <== array.psum.map(\.group).words(in: events.psumInWords.width)
    events.psumOutWords <== array.output.words(in: events.psumOutWords.width)
    events.waitsForIfmap <== ifmap.busy && array.ifmap.ready && !array.ifmap.valid
    events.waitsForFilter <== filter.busy && array.filter.ready && !array.filter.valid
    events.waitsForPsum <== psum.busy && array.psum.ready && !array.psum.valid
    events.waitsForCollector <== array.output.valid && !array.output.ready
    events.ifmapFeeder <== ifmap.busy
    events.filterFeeder <== filter.busy
    events.collector <== collector.busy
    events.vectorUnit <== !vectorIdle
    events.ifmapRead <== buffer.ifmapRead.reads
    events.psumRead <== buffer.psumRead.reads
    events.vectorRead <== buffer.vectorRead.reads
    events.storeRead <== buffer.storeRead.reads
    events.psumWrite <== buffer.psumWrite.written
    events.resultWrite <== buffer.resultWrite.written
    events.loadWrite <== buffer.loadWrite.written
  }
}

extension ResultGroup {
  init(_ collected: CollectedGroup, _ architecture: Architecture) {
    let (place, group) = (collected.place, collected.group)
    self.init(
      words: group.words, lastIndex: group.lastIndex, address: place.address,
      firstLane: architecture.lanes > 1 ? place.firstLane : nil, entry: place.entry, drop: place.isDropped, isLast: place.isLast)
  }
}

extension BufferWrite {
  /// Some lanes of a vector as parts of the word that it stands in.
  init(_ vector: VectorWrite, _ architecture: Architecture) {
    let parts = architecture.vectorsPerWord
    let partBits = parts.trailingZeroBitCount
    let part = partBits > 0 ? vector.address[0..<partBits] : Unsigned(0, width: 1)
    let masks = (0..<parts).reversed().map { mux(part .== Unsigned($0), vector.mask, 0) }
    self.init(
      address: vector.address[partBits..<vector.address.width], data: vector.data.repeated(parts),
      mask: concatenate(masks), isLast: vector.isLast)
  }
}
