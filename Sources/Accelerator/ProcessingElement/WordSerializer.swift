import Hardware
import HardwareLibrary

/// Takes groups of words apart: one word a cycle, the padding of the last group of a run left out.
struct WordSerializer: Module {
  let input: Stream<WordGroup>
  let output: Stream<Signed>

  private let index: Unsigned

  var documentation: String? { "Passes on the words of each group one by one." }

  /// - Precondition: `words` is 2 or more.
  init(words: Int, bits: Int) {
    input = .input(.shape(count: words, bits: bits))
    output = .output(.bits(bits))
    index = .register(Netlist.addressWidth(of: words), reset: 0)
  }

  var body: [Statement] {
    let isLast = (index .== input.payload.lastIndex!).named("is_last")

    // The input comes from a FIFO of the PE and the output goes into one of its scratchpads, so this path stays inside.
    output.valid <== input.valid
    output.payload <== input.payload.words[index]
    input.ready <== output.ready && isLast
    when(output.fires) { index <== mux(isLast, 0, index &+ 1) }
  }
}
