import Hardware
import HardwareLibrary

/// A row of the array: its PEs with their settings, one X-bus for each input network, and its part of the output
/// network.
struct ArrayRow: Module {
  let shape: PassShape
  /// Writes a PE's word; `column` tells which.
  let write: Bit
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
  private let ifmapTags, filterTags, psumTags: [Unsigned]
  private let settings: [PESettings]

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
    (write, column, data) = (.input(), configuration.column.input(), configuration.data.input())
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
    (ifmapTags, filterTags, psumTags) = (
      columns.map { _ in .register(tagBits) }, columns.map { _ in .register(tagBits) },
      columns.map { _ in .register(tagBits) }
    )
    settings = columns.map { _ in PESettings.shape.register() }
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
    let bits = architecture.columnTagBits
    for index in elements.indices {
      when(write && column .== Unsigned(index)) {
        ifmapTags[index] <== data[0..<bits]
        filterTags[index] <== data[bits..<2 * bits]
        psumTags[index] <== data[2 * bits..<3 * bits]
        settings[index].psumSource
          <== Enumerated<PsumSource>.shape.unpacked(from: data[3 * bits..<3 * bits + 2])
        settings[index].toNetwork <== data[3 * bits + 2]
      }
    }
  }

  @StatementBuilder private func element(_ index: Int) -> [Statement] {
    let element = elements[index]
    element.shape <== shape
    element.settings <== settings[index]
    ifmapBus.identifiers[index] <== ifmapTags[index]
    filterBus.identifiers[index] <== filterTags[index]
    psumBus.identifiers[index] <== psumTags[index]
    element.ifmap <== ifmapBus.outputs[index]
    element.filter <== filterBus.outputs[index]
    element.psum <== psumBus.outputs[index]
    element.below <== below[index]
    above[index] <== element.above
    collector.psums[index] <== element.output
  }
}
