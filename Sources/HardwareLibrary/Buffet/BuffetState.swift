import Hardware

/// The registers of a buffet.
struct BuffetState {
  /// Where the oldest word stands.
  let head: Unsigned
  /// Where the next word goes.
  let tail: Unsigned
  /// How many words there are.
  let held: Unsigned
  /// Whether the memory's read register holds a word that has not left yet.
  let dataValid: Bit

  init(depth: Int) {
    head = .register("head", Netlist.addressWidth(of: depth), reset: 0)
    tail = .register("tail", Netlist.addressWidth(of: depth), reset: 0)
    held = .register("held", Netlist.addressWidth(of: depth + 1), reset: 0)
    dataValid = .register("data_full", reset: false)
  }
}
