import Accelerator
import Testing

/// An architecture as the compression units see it.
struct CodecCase: CustomTestStringConvertible, Sendable {
  let name: String
  let architecture: Architecture

  var testDescription: String { name }

  /// The presets, and the corners of the widths.
  static let all =
    Architecture.presets.map { CodecCase(name: $0.name, architecture: $0.architecture) } + [
      CodecCase(storage: 8, run: 1, beat: 32, word: 32), CodecCase(storage: 16, run: 8, beat: 32, word: 32),
      CodecCase(storage: 8, run: 8, beat: 64, word: 64), CodecCase(storage: 16, run: 5, beat: 128, word: 128),
      CodecCase(storage: 8, run: 2, beat: 32, word: 128), CodecCase(storage: 16, run: 3, beat: 64, word: 256),
      CodecCase(storage: 8, run: 4, beat: 128, word: 512),
      CodecCase(storage: 8, run: 3, beat: 64, word: 256, compression: false),
      CodecCase(storage: 8, run: 3, beat: 128, word: 128, compression: false),
    ]

  static let compressing = all.filter(\.architecture.compression)

  init(name: String, architecture: Architecture) { (self.name, self.architecture) = (name, architecture) }

  /// The preset `edge` with other widths.
  init(storage: Int, run: Int, beat: Int, word: Int, compression: Bool = true) {
    var architecture = Architecture.edge
    architecture.activationBits = storage
    architecture.runBits = run
    architecture.memoryDataBits = beat
    architecture.bufferWordBits = word
    architecture.compression = compression
    name = "\(storage) bits, runs of \(run), beats of \(beat), words of \(word)\(compression ? "" : ", raw")"
    self.architecture = architecture
  }
}
