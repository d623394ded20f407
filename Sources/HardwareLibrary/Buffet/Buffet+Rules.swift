import Hardware

extension Buffet {
  @StatementBuilder func rules(_ state: BuffetState, _ locks: BuffetLocks, updateAddress: Unsigned?) -> [Statement] {
    fill.assumeStable("fill")
    command.assumeStable("command")
    data.expectStable("data")
    if state.held.mayExceed(depth) {
      expect(state.held .<= Unsigned(depth), "it never holds more words than its depth", name: "no_overflow")
    }
    expect(
      state.head.advanced(by: state.held, modulo: depth) .== state.tail, "the words stand between head and tail",
      name: "head_to_tail")
    commandRules(locks)
    if let update, let updateAddress {
      update.assumeStable("update")
      when(update.valid) {
        assume(
          locks.matches(updateAddress).any, "only a word that was read for update is updated", name: "update_locked")
        assume(update.payload.offset .< state.held, "only a word that is there is updated", name: "update_held")
      }
      cover("fill_waited_for_update", fill.valid && update.valid)
    }
    cover("full", state.held .== Unsigned(depth))
    cover("read_waited_for_fill", command.valid && command.payload.read && command.payload.offset .>= state.held)
  }

  @StatementBuilder private func commandRules(_ locks: BuffetLocks) -> [Statement] {
    let payload = command.payload
    when(command.valid) {
      if payload.offset.mayExceed(depth - 1) {
        assume(payload.offset .< Unsigned(depth), "an offset is below \(depth)", name: "offset_within_depth")
      }
      if payload.shrink.mayExceed(depth) {
        assume(payload.shrink .<= Unsigned(depth), "at most \(depth) words are let go", name: "shrink_within_depth")
      }
      if let willUpdate = payload.willUpdate {
        assume(
          !willUpdate || (payload.read && payload.shrink .== 0), "a command for update reads and lets nothing go",
          name: "update_keeps_words")
        cover("read_waited_for_update", payload.read && locks.any && !command.ready)
      }
    }
  }
}
