import Hardware
import HardwareLibrary

/// A row of the array: its PEs with their settings, one X-bus for each input network, and its part of the output
/// network.
struct ArrayRow: Module {
  let shape: PassShape
  /// Writes a PE's word; `column` tells which. It is prepared, and holds from the next commit on.
  let write: Bit
  let commit: Bit
  let column: Unsigned
  let data: Unsigned
  let ifmap, filter, psum: Stream<Tagged<WordGroup>>
  let below, above: [Stream<Psum>]
  let request: Stream<Unsigned>
  let output: Stream<WordGroup>
  /// What the PEs did two cycles before.
  let activity: ArrayActivity

  private let architecture: Architecture
  private let ifmapBus, filterBus, psumBus: MulticastBus<WordGroup>
  private let elements: [ProcessingElement]
  private let collector: RowCollector
  private let prepared, held: [PEConfiguration]

  var documentation: String? { "A row of processing elements with its X-buses." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let shapes = BusShapes(architecture)
    let columns = 0..<architecture.columns
    let tagBits = architecture.columnTagBits
    let tag = Unsigned.bits(tagBits)
    let psumShape = Psum.shape(bits: architecture.psumBits)
    let configuration = ConfigurationWrite.shape(architecture)
    shape = PassShape.shape(architecture).input()
    (write, commit, column, data) = (
      .input(), .input(), configuration.column.input(), configuration.data.input()
    )
    ifmap = .input(Tagged(tag: tag, payload: shapes.operand))
    filter = .input(Tagged(tag: tag, payload: shapes.filter))
    psum = .input(Tagged(tag: tag, payload: shapes.psum))
    below = columns.map { _ in .input(psumShape) }
    above = columns.map { _ in .output(psumShape) }
    request = .input(Position.shape(architecture).column)
    output = .output(shapes.psum)
    activity = .outputRegisters(bits: Netlist.addressWidth(of: architecture.columns + 1))

    func bus(_ name: String, _ payload: WordGroup) -> MulticastBus<WordGroup> {
      MulticastBus(
        name: "\(name)_x_bus", payload: payload, tagBits: tagBits, targets: architecture.columns, mayPassBy: true)
    }
    (ifmapBus, filterBus, psumBus) = (bus("ifmap", shapes.operand), bus("filter", shapes.filter), bus("psum", shapes.psum))
    elements = columns.map { _ in ProcessingElement(architecture) }
    collector = RowCollector(architecture)
    prepared = columns.map { _ in PEConfiguration.shape(architecture).register() }
    held = columns.map { _ in PEConfiguration.shape(architecture).register() }
  }

  var body: [Statement] {
    configuration
    ifmapBus.input <== ifmap
    filterBus.input <== filter
    psumBus.input <== psum
    for index in elements.indices { element(index) }
    collector.request <== request
    output <== collector.output
    activity <== .sum(of: elements.map(\.activity), bits: activity.macsDone.width)
  }

  @StatementBuilder private var configuration: [Statement] {
    let word = PEConfiguration(data, architecture)
    for index in elements.indices {
      when(write && column .== Unsigned(index)) { prepared[index] <== word }
      when(commit) { held[index] <== prepared[index] }
    }
  }

  @StatementBuilder private func element(_ index: Int) -> [Statement] {
    let element = elements[index]
    element.shape <== shape
    element.settings <== held[index].settings
    ifmapBus.identifiers[index] <== held[index].tags.ifmap
    filterBus.identifiers[index] <== held[index].tags.filter
    psumBus.identifiers[index] <== held[index].tags.psum
    element.ifmap <== ifmapBus.outputs[index]
    element.filter <== filterBus.outputs[index]
    element.psum <== psumBus.outputs[index]
    element.below <== below[index]
    above[index] <== element.above
    collector.psums[index] <== element.output
  }
}
