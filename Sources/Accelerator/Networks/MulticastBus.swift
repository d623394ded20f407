import Hardware
import HardwareLibrary

/// One bus of an input network: delivers each value to all targets whose configured identifier equals its tag.
///
/// The Y-bus is one with the rows as targets, the X-buses are others with the PEs of a row (Eyeriss, JSSC 2017,
/// section V-B). A value leaves only when all its targets can take it; those not addressed count as ready. The input
/// is registered, so no ready path crosses more than one bus.
struct MulticastBus<Payload: Signal>: Module {
  let input: Stream<Tagged<Payload>>
  /// The identifier of each target; constant while values are under way.
  let identifiers: [Unsigned]
  let outputs: [Stream<Payload>]

  private let buffer: FIFO<Tagged<Payload>>
  private let name: String
  private let mayPassBy: Bool

  var moduleName: String { name }
  var documentation: String? {
    "Delivers each value to all of \(outputs.count) targets whose identifier equals its tag, in one cycle."
  }

  /// - Parameter mayPassBy: whether values may come that no target takes. On an X-bus they may: its row shares its tag
  ///   with rows whose PEs lie on other diagonals.
  init(name: String, payload: Payload, tagBits: Int, targets: Int, mayPassBy: Bool) {
    (self.name, self.mayPassBy) = (name, mayPassBy)
    let tagged = Tagged(tag: Unsigned.bits(tagBits), payload: payload)
    input = .input(tagged)
    identifiers = (0..<targets).map { _ in .input(tagBits) }
    outputs = (0..<targets).map { _ in .output(payload) }
    buffer = FIFO(tagged, depth: 2)
  }

  var body: [Statement] {
    let head = buffer.output
    let matches = identifiers.enumerated().map { index, identifier in
      (identifier .== head.payload.tag).named("match_\(index)")
    }
    let taken = zip(matches, outputs).map { !$0 || $1.ready }.all.named("taken")

    buffer.input <== input
    head.ready <== taken
    // All targets take a value in the same cycle, so each one's valid waits for the ready of the others. There is no
    // loop: a target's ready is a register.
    for (match, output) in zip(matches, outputs) {
      output.valid <== head.valid && match && taken
      output.payload <== head.payload.payload
    }
    if !mayPassBy {
      when(head.valid) {
        expect(matches.any, "a value on the bus has a tag that no target takes", name: "addressed")
      }
    }
  }
}
