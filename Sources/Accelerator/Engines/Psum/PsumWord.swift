import Hardware

/// The word of the buffer of a group of psums, counted along from group to group: even groups lie one after the other from
/// the base on, and so do odd ones a pitch away. So with the halves in different banks, a group is read while another one
/// is written.
struct PsumWord {
  private let even: Unsigned
  private let isOdd: Bit

  init(_ architecture: Architecture) {
    even = .register("even_word", architecture.wordAddressBits)
    isOdd = .register("is_odd", reset: false)
  }

  /// That of the current group.
  ///
  /// - Parameters:
  ///   - begins: it is the first one of a pass.
  ///   - base: where the pass's groups begin.
  func address(_ begins: Bit, base: Unsigned, pitch: Unsigned) -> Unsigned {
    let even = even(begins, base)
    return mux(!begins && isOdd, even &+ pitch, even)
  }

  /// Goes on to the next group.
  @StatementBuilder func next(_ begins: Bit, base: Unsigned) -> [Statement] {
    let wasOdd = (!begins && isOdd)
    even <== mux(wasOdd, even(begins, base) &+ 1, even(begins, base))
    isOdd <== !wasOdd
  }

  private func even(_ begins: Bit, _ base: Unsigned) -> Unsigned { mux(begins, base, even) }
}
