import Hardware
import HardwareLibrary

/// Subtracts the layer's zero point from the ifmap values on their way into the array, so that inside it padding is 0
/// and zeros can be told by their bits. One register deep.
struct ZeroPointSubtractor: Module {
  let input: Stream<Routed>
  /// Constant while values are under way.
  let zeroPoint: Signed
  let output: Stream<Routed>

  private let buffer: FIFO<Routed>

  var documentation: String? { "Subtracts the zero point from each ifmap value." }

  init(_ architecture: Architecture) {
    let shapes = BusShapes(architecture)
    input = .input(.shape(shapes.ifmap, architecture))
    zeroPoint = .input(architecture.activationBits)
    output = .output(.shape(shapes.operand, architecture))
    buffer = FIFO(.shape(shapes.operand, architecture), depth: 2)
  }

  var body: [Statement] {
    buffer.input.valid <== input.valid
    input.ready <== buffer.input.ready
    let (source, target) = (input.payload, buffer.input.payload)
    target.row <== source.row
    target.column <== source.column
    for (difference, word) in zip(target.group.words, source.group.words) {
      difference <== word - zeroPoint
    }
    if let targetIndex = target.group.lastIndex, let sourceIndex = source.group.lastIndex {
      targetIndex <== sourceIndex
    }
    output <== buffer.output
  }
}
