import Hardware

// The memory's read register is the output. It is refilled as soon as it is free, so while it is empty at most one word
// waits in the memory: equal addresses mean an empty memory, never a full one.
extension FIFO {
  @StatementBuilder func memoryBody(_ ram: RAM1R1W) -> [Statement] {
    let push = input.fires.named("push")
    let pop = output.fires.named("pop")
    let held = Unsigned.register("held", Netlist.addressWidth(of: depth + 1), reset: 0)
    let full = Bit.register("full", reset: false)
    let outputFull = Bit.register("output_full", reset: false)
    let head = Unsigned.register("head", ram.readAddress.width, reset: 0)
    let tail = Unsigned.register("tail", ram.writeAddress.width, reset: 0)
    let fetch = (head .!= tail && (!outputFull || output.ready)).named("fetch")

    when(push) { tail <== tail.successor(modulo: depth) }
    when(fetch) {
      head <== head.successor(modulo: depth)
      outputFull <== true
    }
    .elsewhen(pop) { outputFull <== false }

    when(push && !pop) {
      held <== held &+ 1
      full <== held .== Unsigned(depth - 1)
    }
    .elsewhen(pop && !push) {
      held <== held &- 1
      full <== false
    }

    ram.writeEnable <== push
    ram.writeAddress <== tail
    ram.writeData <== input.payload.packed
    ram.readEnable <== fetch
    ram.readAddress <== head

    input.ready <== !full
    output.valid <== outputFull
    output.payload <== input.payload.unpacked(from: ram.readData)
    if let count { count <== held }

    if held.mayExceed(depth) {
      expect(held .<= Unsigned(depth), "it never holds more words than its depth", name: "no_overflow")
    }
    expect(full .== (held .== Unsigned(depth)), "the full flag says what the count says", name: "full_flag")
    expect(!outputFull || held .!= 0, "a word at the output is counted", name: "output_counted")
    expect(outputFull || held .<= 1, "behind an empty output at most one word waits", name: "refilled_at_once")
    if head.mayExceed(depth - 1) {
      expect(head .< Unsigned(depth) && tail .< Unsigned(depth), "the addresses are places", name: "places")
    }
    let waiting = held &- Unsigned(outputFull)
    expect(
      head.advanced(by: waiting, modulo: depth) .== tail, "the words that wait stand between head and tail",
      name: "head_to_tail")
    cover("wrapped", push && tail .== Unsigned(depth - 1))
  }
}
