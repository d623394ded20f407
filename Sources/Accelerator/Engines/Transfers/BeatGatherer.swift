import Hardware
import HardwareLibrary

/// Puts narrow words together into wide ones, the first one lowest.
struct BeatGatherer: Module {
  let input: Stream<Unsigned>
  let output: Stream<Unsigned>

  private let results: FIFO<Unsigned>

  var documentation: String? { "Puts narrow words together into wide ones." }

  /// - Parameters:
  ///   - narrow: bits of a word that enters.
  ///   - wide: bits of a word that leaves, a power of two times as many.
  init(from narrow: Int, to wide: Int) {
    input = .input(.bits(narrow))
    output = .output(.bits(wide))
    results = FIFO(.bits(wide), depth: 2)
  }

  private var count: Int { output.payload.width / input.payload.width }

  var body: [Statement] {
    output <== results.output
    if count == 1 {
      results.input <== input
    } else {
      let parts = (0..<count - 1).map { _ in Unsigned.bits(input.payload.width) }.register("parts")
      let index = Unsigned.register("index", Netlist.addressWidth(of: count), reset: 0)
      let isLast = (index .== Unsigned(count - 1)).named("is_last")

      input.ready <== !isLast || results.input.ready
      results.input.valid <== input.valid && isLast
      results.input.payload <== concatenate([input.payload] + parts.reversed())
      when(input.fires) {
        index <== index &+ 1
        for (position, part) in parts.enumerated() {
          when(index .== Unsigned(position)) { part <== input.payload }
        }
      }
    }
  }
}
