import Hardware

/// Neighbouring bus words of DRAM.
struct MemoryRange: Signal {
  /// The byte at which they begin, from the base that the host sets; a multiple of the bus word.
  var memory: Unsigned
  /// How many bus words, less one.
  var lastBeat: Unsigned

  static let shape = MemoryRange(memory: .bits(32), lastBeat: .bits(24))
}
