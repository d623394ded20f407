/// What the protocol demands of a burst by itself.
enum AXIRules {
  /// What is wrong with a burst, for example `a burst at 0xff8 of 2 beats of 8 bytes crosses a 4 KB boundary`.
  static func breach(of burst: AXIBurst, busBytes: Int) -> String? {
    let text = "a burst at \(hexadecimal(burst.address)) of \(burst.beats) beats of \(burst.bytesPerBeat) bytes"
    guard burst.bytesPerBeat > 0, burst.bytesPerBeat.nonzeroBitCount == 1, burst.bytesPerBeat <= busBytes else {
      return "\(text) has wider beats than the bus, which has \(busBytes) bytes"
    }
    guard burst.beats >= 1 && burst.beats <= 256 else { return "\(text) has not 1 to 256 beats" }
    switch burst.kind {
    case .fixed:
      return burst.beats <= 16 ? nil : "\(text) at a fixed address has more than 16 beats"
    case .wrapping:
      guard [2, 4, 8, 16].contains(burst.beats) else { return "\(text) wraps and has not 2, 4, 8 or 16 beats" }
      let isAligned = burst.address % UInt64(burst.bytesPerBeat) == 0
      return isAligned ? nil : "\(text) wraps and is not aligned to its beats"
    case .incrementing:
      let aligned = burst.address & ~UInt64(burst.bytesPerBeat - 1)
      let last = (aligned & 0xFFF) + UInt64(burst.beats * burst.bytesPerBeat) - 1
      return last <= 0xFFF ? nil : "\(text) crosses a 4 KB boundary"
    }
  }
}
