import Hardware

/// A first-in-first-out buffer whose first word falls through: it stands at the output without being asked for.
///
/// - No path leads within a cycle from one side to the other: `input.ready` comes from a register.
/// - Any depth from 1. From depth 2 up it takes and gives a word every cycle; at depth 1, one every other cycle.
/// - Shallow ones are registers, and a word is at the output one cycle after it was taken. Deeper ones are a memory
///   (`RAM1R1W`) whose read register is the output, and a word takes two cycles.
///
/// ```waveform
/// cycle           1   2   3   4   5   6   7   8   9
/// input_valid     ████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_ready     ████████▁▁▁▁▁▁▁▁████████████████████
/// input_payload   │10 │11 │12         │13 ············
/// output_valid    ▁▁▁▁████████████████████████▁▁▁▁▁▁▁▁
/// output_ready    ▁▁▁▁▁▁▁▁▁▁▁▁████████████████████████
/// output_payload  ····│10         │11 │12 │13 ········
/// count           │0  │1  │2      │1          │0
/// ```
public struct FIFO<Payload: Signal>: Module {
  /// The words that go in; waits while the FIFO is full.
  public let input: Stream<Payload>
  /// The words that come out, in the order in which they went in.
  public let output: Stream<Payload>
  /// How many words it holds; there only where asked for.
  public let count: Unsigned?

  /// Words that it holds.
  public let depth: Int
  let ram: RAM1R1W?

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - depth: words that it holds, at least 1.
  ///   - registerDepth: up to this depth, and up to 2 in any case, it is made of registers, beyond it of a memory.
  ///   - counted: whether it has a `count` output.
  public init(_ payload: Payload, depth: Int, registerDepth: Int = 4, counted: Bool = false) {
    precondition(depth >= 1, "a FIFO of depth \(depth); the least is 1")
    self.depth = depth
    input = .input(payload)
    output = .output(payload)
    count = counted ? .output(Netlist.addressWidth(of: depth + 1)) : nil
    // With the memory's two cycles, two words are too few for a word every cycle.
    ram = depth > max(2, registerDepth) ? RAM1R1W(depth: depth, width: payload.bitWidth) : nil
  }

  /// Whether the words live in a memory, so that one takes two cycles from input to output.
  public var isMemory: Bool { ram != nil }

  /// `fifo_` or, where the words live in a memory, `ram_fifo_`; the bits of a word and the depth, and `counted` if it
  /// tells how many words it holds.
  public var moduleName: String {
    "\(isMemory ? "ram_fifo" : "fifo")_w\(input.payload.bitWidth)_d\(depth)\(count == nil ? "" : "_counted")"
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A first-word-fall-through FIFO of \(depth) \(depth == 1 ? "word" : "words") of \(input.payload.bitWidth) bits"
      + (ram == nil ? ", in registers." : ",\nin a memory; a word takes two cycles from input to output.")
  }

  /// Words in registers are only moved; a memory has the width of its words.
  public var widthParameter: WidthParameter? {
    if isMemory { return nil }
    return WidthParameter(
      of: [("input_payload", input.payload), ("output_payload", output.payload)],
      moduleName: "fifo_d\(depth)\(count == nil ? "" : "_counted")",
      documentation: "A first-word-fall-through FIFO of \(depth) \(depth == 1 ? "word" : "words"), in registers.")
  }

  /// Registers or a memory, the rules of both streams, and what simulations should have covered.
  public var body: [Statement] {
    if let ram { memoryBody(ram) } else { registerBody }
    input.assumeStable("input")
    output.expectStable("output")
    cover("filled_up", !input.ready)
    cover("full_and_popped", !input.ready && output.fires)
    cover("pushed_and_popped", input.fires && output.fires)
  }
}
