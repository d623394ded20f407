import Hardware
import HardwareLibrary

/// Collects finished psums into groups of bus words; the last psum of an output column closes its group, so a group
/// never holds psums of two columns.
struct WordPacker: Module {
  let input: Stream<Psum>
  let output: Stream<WordGroup>

  private let bits: Int
  private let words: [Signed]
  private let index: Unsigned
  private let lastIndex: Unsigned
  private let isFull: Bit

  var documentation: String? { "Collects psums into groups; the last psum of a column closes its group." }

  /// - Precondition: `words` is 2 or more.
  init(words: Int, bits: Int) {
    self.bits = bits
    input = .input(Psum.shape(bits: bits))
    output = .output(.shape(count: words, bits: bits))
    self.words = (0..<words).map { _ in .register(bits) }
    let indexBits = Netlist.addressWidth(of: words)
    (index, lastIndex) = (.register(indexBits, reset: 0), .register(indexBits))
    isFull = .register(reset: false)
  }

  var body: [Statement] {
    let closes = (input.payload.isLast || index .== Unsigned(words.count - 1)).named("closes")

    // A full group leaves while the next one begins. The output goes into a FIFO, whose ready is a register.
    input.ready <== !isFull || output.ready
    output.valid <== isFull
    for (target, word) in zip(output.payload.words, words) { target <== word }
    output.payload.lastIndex! <== lastIndex

    when(output.ready) { isFull <== false }
    when(input.fires) {
      for (position, word) in words.enumerated() {
        when(index .== Unsigned(position)) { word <== input.payload.value }
      }
      index <== mux(closes, 0, index &+ 1)
      when(closes) {
        isFull <== true
        lastIndex <== index
      }
    }
  }
}
