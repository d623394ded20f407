/// Gives away entries of the channel tables in turn, so that a step's can be filled while those of the one before are in
/// use.
struct ChannelAllocator {
  let entries: Int
  /// Each range begins at a multiple of this.
  let lanes: Int
  private var next = 0
  private var step = -1
  /// Of the step, by its parts.
  private var ranges: [Int: Range<Int>] = [:]

  init(entries: Int, lanes: Int) {
    (self.entries, self.lanes) = (entries, lanes)
  }

  /// The entries of a part of a step; the same ones as long as nothing is asked for another step.
  mutating func range(_ count: Int, step: Int, part: Int) -> Range<Int> {
    if step != self.step { (self.step, ranges) = (step, [:]) }
    if let range = ranges[part] { return range }
    let start = next + count <= entries ? next : 0
    next = start + count.rounded(upToMultipleOf: lanes)
    ranges[part] = start..<start + count
    return start..<start + count
  }
}
