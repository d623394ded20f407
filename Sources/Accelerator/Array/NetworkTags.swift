import Hardware

/// The tags under which a row, or a PE in it, takes values from the three input networks.
struct NetworkTags: Signal {
  var ifmap, filter, psum: Unsigned

  static func bits(_ bits: Int) -> NetworkTags {
    NetworkTags(ifmap: .bits(bits), filter: .bits(bits), psum: .bits(bits))
  }
}

extension NetworkTags {
  /// As a configuration word has them, from bit 0 up.
  init(_ word: Unsigned, bits: Int) {
    self.init(ifmap: word[0..<bits], filter: word[bits..<2 * bits], psum: word[2 * bits..<3 * bits])
  }
}
