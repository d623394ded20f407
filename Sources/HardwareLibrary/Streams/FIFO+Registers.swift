import Hardware

// Words move up as the first one leaves: it is always word 0, so that the output is a register without a selection.
extension FIFO {
  @StatementBuilder var registerBody: [Statement] {
    let push = input.fires.named("push")
    let pop = output.fires.named("pop")
    let words = (0..<depth).map { input.payload.register(depth == 1 ? "word" : "word_\($0)") }
    let occupied = (0..<depth).map { Bit.register(depth == 1 ? "occupied" : "occupied_\($0)", reset: false) }

    for place in 0..<depth { moveWord(at: place, words, occupied, push: push, pop: pop) }
    when(push && !pop) {
      for place in 0..<depth { occupied[place] <== (place == 0 ? true : occupied[place - 1]) }
    }
    .elsewhen(pop && !push) {
      for place in 0..<depth { occupied[place] <== (place + 1 < depth ? occupied[place + 1] : false) }
    }

    input.ready <== !occupied[depth - 1]
    output.valid <== occupied[0]
    output.payload <== words[0]
    if let count { count <== sum(occupied, width: count.width) }

    for place in 1..<max(1, depth) {
      expect(!occupied[place] || occupied[place - 1], "the words stand without a gap", name: "no_gap_before_\(place)")
    }
  }

  // The input goes behind the last word; a place beyond that may take it too, for nobody looks there.
  @StatementBuilder
  private func moveWord(
    at place: Int, _ words: [Payload], _ occupied: [Bit], push: Bit, pop: Bit
  ) -> [Statement] {
    let reached = place == 0 ? push : push && occupied[place - 1]
    if place + 1 < depth {
      when(pop) { words[place] <== mux(occupied[place + 1], words[place + 1], input.payload) }
        .elsewhen(reached && !occupied[place]) { words[place] <== input.payload }
    } else {
      when(reached) { words[place] <== input.payload }
    }
  }

  private func sum(_ flags: [Bit], width: Int) -> Unsigned {
    flags.reduce(Unsigned(0, width: width)) { $0 &+ Unsigned($1) }
  }
}
