import Randomness

/// Decides cycle by cycle whether a side of a stream pauses; a seed reproduces the decisions.
struct RandomStalls {
  private var generator: SeededGenerator
  private let threshold: UInt64

  /// - Parameter probability: Of a pause in a cycle, from 0 to below 1.
  init(probability: Double, seed: UInt64) {
    precondition(probability >= 0 && probability < 1, "a stall probability is from 0 to below 1, not \(probability)")
    generator = SeededGenerator(seed: seed)
    threshold = UInt64(probability * 0x1p64)
  }

  mutating func next() -> Bool { generator.next() < threshold }
}
