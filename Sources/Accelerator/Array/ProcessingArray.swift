import Hardware
import HardwareLibrary

/// The array of processing elements with its networks: what stands between the global buffer and the MACs.
///
/// Values enter through three networks, tagged with the rows and columns that shall take them; psums climb the columns
/// from the bottom row to row 0 and leave through the output network in the order in which they are asked for. Which
/// layer it computes is a matter of configuration and of the order of the data.
public struct ProcessingArray: Module {
  /// Writes to what holds for a layer; see `ConfigurationWrite`.
  public let configuration: ConfigurationWrite
  /// The values for the PEs, in groups of bus words with the tags of their targets. Activations come with their zero
  /// point.
  public let ifmap, filter, psum: Stream<Routed>
  /// Asks a PE for its next group of psums.
  public let collect: Stream<Position>
  /// The psums in the order of `collect`.
  public let output: Stream<WordGroup>
  /// Sets the counters to 0.
  public let clearCounters: Bit
  /// What the PEs have done since `clearCounters`. Six cycles behind.
  public let activity: ArrayActivity

  /// Bits of each counter of `activity`; they wrap.
  public static let counterBits = 48

  private let architecture: Architecture
  private let subtractor: ZeroPointSubtractor?
  private let ifmapBus, filterBus, psumBus: MulticastBus<Tagged<WordGroup>>
  private let row: [ArrayRow]
  private let collector: ArrayCollector
  private let writing: ConfigurationWrite
  private let preparedShape, shape: PassShape
  private let preparedZeroPoint, zeroPoint: Signed?
  private let preparedTags, tags: [NetworkTags]
  private let activityInCycle: ArrayActivity

  /// `processing_array`, whatever the architecture.
  public var moduleName: String { "processing_array" }
  /// The comment above the Verilog module.
  public var documentation: String? {
    "\(architecture.rows) x \(architecture.columns) processing elements with their networks."
  }

  /// The array of an architecture.
  ///
  /// - Precondition: the architecture is valid.
  public init(_ architecture: Architecture) {
    self.architecture = architecture
    let shapes = BusShapes(architecture)
    configuration = ConfigurationWrite.shape(architecture).input()
    ifmap = .input(.shape(shapes.ifmap, architecture))
    filter = .input(.shape(shapes.filter, architecture))
    psum = .input(.shape(shapes.psum, architecture))
    collect = .input(.shape(architecture))
    output = .output(shapes.psum)
    clearCounters = .input()
    activity = .outputRegisters(bits: Self.counterBits)

    subtractor = architecture.zeroPoint ? ZeroPointSubtractor(architecture) : nil
    let tag = Unsigned.bits(architecture.columnTagBits)
    func bus(_ name: String, _ payload: WordGroup) -> MulticastBus<Tagged<WordGroup>> {
      MulticastBus(
        name: "\(name)_y_bus", payload: Tagged(tag: tag, payload: payload), tagBits: architecture.rowTagBits,
        targets: architecture.rows, mayPassBy: false)
    }
    (ifmapBus, filterBus, psumBus) = (bus("ifmap", shapes.operand), bus("filter", shapes.filter), bus("psum", shapes.psum))
    row = (0..<architecture.rows).map { _ in ArrayRow(architecture) }
    collector = ArrayCollector(architecture)

    writing = ConfigurationWrite.register(architecture)
    (preparedShape, shape) = (PassShape.shape(architecture).register(), PassShape.shape(architecture).register())
    func zeroPoint() -> Signed? { architecture.zeroPoint ? .register(architecture.activationBits) : nil }
    (preparedZeroPoint, self.zeroPoint) = (zeroPoint(), zeroPoint())
    func tags() -> [NetworkTags] {
      (0..<architecture.rows).map { _ in NetworkTags.bits(architecture.rowTagBits).register() }
    }
    (preparedTags, self.tags) = (tags(), tags())
    activityInCycle = .registers(bits: Netlist.addressWidth(of: architecture.rows * architecture.columns + 1))
  }

  /// The registers of the configuration, the networks, the rows and the counters.
  public var body: [Statement] {
    registers
    inputNetworks
    for index in row.indices { connect(index) }
    outputNetwork
    counters
  }

  @StatementBuilder private var registers: [Statement] {
    writing <== configuration

    let word = NetworkTags(writing.data, bits: architecture.rowTagBits)
    for index in row.indices {
      when(writing.write && writing.row .== Unsigned(index) && writing.column .== Unsigned(architecture.columns)) {
        preparedTags[index] <== word
      }
    }
    when(writing.write && writing.row .== Unsigned(architecture.rows)) { prepare }
    when(writing.commit) {
      shape <== preparedShape
      if let zeroPoint, let preparedZeroPoint { zeroPoint <== preparedZeroPoint }
      for (tags, prepared) in zip(tags, preparedTags) { tags <== prepared }
    }
  }

  @StatementBuilder private var prepare: [Statement] {
    register(.lastFilter, preparedShape.lastFilter)
    register(.lastWindow, preparedShape.lastWindow)
    register(.slide, preparedShape.slide)
    register(.lastColumn, preparedShape.lastColumn)
    register(.lastRow, preparedShape.lastRow)
    register(.lastSpan, preparedShape.lastSpan)
    if let amount = preparedShape.productShift { register(.productShift, amount) }
    if let preparedZeroPoint {
      when(writing.column .== Unsigned(ArrayRegister.zeroPoint.rawValue)) {
        preparedZeroPoint <== Signed(bitPattern: writing.data[0..<architecture.activationBits])
      }
    }
  }

  @StatementBuilder private func register(_ number: ArrayRegister, _ target: Unsigned) -> [Statement] {
    when(writing.column .== Unsigned(number.rawValue)) { target <== writing.data[0..<target.width] }
  }

  @StatementBuilder private var inputNetworks: [Statement] {
    if let subtractor, let zeroPoint {
      subtractor.input <== ifmap
      subtractor.zeroPoint <== zeroPoint
      route(subtractor.output, to: ifmapBus.input)
    } else {
      route(ifmap, to: ifmapBus.input)
    }
    route(filter, to: filterBus.input)
    route(psum, to: psumBus.input)
  }

  @StatementBuilder private func route(
    _ source: Stream<Routed>, to bus: Stream<Tagged<Tagged<WordGroup>>>
  ) -> [Statement] {
    bus.valid <== source.valid
    bus.payload.tag <== source.payload.row
    bus.payload.payload.tag <== source.payload.column
    bus.payload.payload.payload <== source.payload.group
    source.ready <== bus.ready
  }

  @StatementBuilder private func connect(_ index: Int) -> [Statement] {
    let row = self.row[index]
    row.shape <== shape
    row.write <== writing.write && writing.row .== Unsigned(index)
    row.commit <== writing.commit
    row.column <== writing.column
    row.data <== writing.data
    ifmapBus.identifiers[index] <== tags[index].ifmap
    filterBus.identifiers[index] <== tags[index].filter
    psumBus.identifiers[index] <== tags[index].psum
    row.ifmap <== ifmapBus.outputs[index]
    row.filter <== filterBus.outputs[index]
    row.psum <== psumBus.outputs[index]
    row.request <== collector.rowRequests[index]
    collector.rowOutputs[index] <== row.output
    columns(index)
  }

  /// The links from the row below. Nothing comes up into the bottom row, and nothing goes up from row 0: there the
  /// settings send psums to the output network.
  @StatementBuilder private func columns(_ index: Int) -> [Statement] {
    for column in 0..<architecture.columns {
      if index == architecture.rows - 1 {
        row[index].below[column].valid <== false
        row[index].below[column].payload.value <== 0
        row[index].below[column].payload.isLast <== false
      } else {
        row[index].below[column] <== row[index + 1].above[column]
      }
    }
    if index == 0 {
      for link in row[index].above { link.ready <== false }
    }
  }

  @StatementBuilder private var outputNetwork: [Statement] {
    collector.request <== collect
    output <== collector.output
  }

  @StatementBuilder private var counters: [Statement] {
    activityInCycle <== .sum(of: row.map(\.activity), bits: activityInCycle.macsDone.width)
    activity
      <== ArrayActivity { member in
        mux(clearCounters, 0, activity[keyPath: member] &+ activityInCycle[keyPath: member])
      }
  }
}
