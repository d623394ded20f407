import Hardware
import HardwareLibrary

/// Takes wide words apart into narrow ones, the lowest one first.
struct WordSplitter: Module {
  let input: Stream<Unsigned>
  let output: Stream<Unsigned>

  private let results: FIFO<Unsigned>

  var documentation: String? { "Takes wide words apart into narrow ones." }

  /// - Parameters:
  ///   - wide: bits of a word that enters, a power of two times those of one that leaves.
  ///   - narrow: bits of a word that leaves.
  init(from wide: Int, to narrow: Int) {
    input = .input(.bits(wide))
    output = .output(.bits(narrow))
    results = FIFO(.bits(narrow), depth: 2)
  }

  private var count: Int { input.payload.width / output.payload.width }

  var body: [Statement] {
    output <== results.output
    if count == 1 {
      results.input <== input
    } else {
      let width = output.payload.width
      let index = Unsigned.register("index", Netlist.addressWidth(of: count), reset: 0)
      let isLast = (index .== Unsigned(count - 1)).named("is_last")

      results.input.valid <== input.valid
      results.input.payload <== (0..<count).map { input.payload[$0 * width..<($0 + 1) * width] }[index]
      input.ready <== isLast && results.input.ready
      when(results.input.fires) { index <== index &+ 1 }
    }
  }
}
