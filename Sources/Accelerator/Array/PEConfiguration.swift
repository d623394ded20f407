import Hardware

/// What a PE's configuration word says; see `PEWord`.
struct PEConfiguration: Signal {
  var tags: NetworkTags
  var settings: PESettings

  static func shape(_ architecture: Architecture) -> PEConfiguration {
    PEConfiguration(tags: .bits(architecture.columnTagBits), settings: .shape)
  }
}

extension PEConfiguration {
  init(_ word: Unsigned, _ architecture: Architecture) {
    let bits = architecture.columnTagBits
    self.init(
      tags: NetworkTags(word, bits: bits),
      settings: PESettings(
        psumSource: Enumerated<PsumSource>.shape.unpacked(from: word[3 * bits..<3 * bits + 2]),
        toNetwork: word[3 * bits + 2]))
  }
}
