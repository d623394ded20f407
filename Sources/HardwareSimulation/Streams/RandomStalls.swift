/// Decides cycle by cycle whether a side of a stream pauses; a seed reproduces the decisions (SplitMix64).
struct RandomStalls {
  private var state: UInt64
  private let threshold: UInt64

  /// - Parameter probability: Of a pause in a cycle, from 0 to below 1.
  init(probability: Double, seed: UInt64) {
    precondition(probability >= 0 && probability < 1, "a stall probability is from 0 to below 1, not \(probability)")
    state = seed
    threshold = UInt64(probability * 0x1p64)
  }

  mutating func next() -> Bool {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31) < threshold
  }
}
