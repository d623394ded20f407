/// Gives away entries of the channel tables in turn, so that a step's can be filled while those of the one before are in
/// use.
struct ChannelAllocator {
  let entries: Int
  /// Each range begins at a multiple of this.
  let lanes: Int
  private var next = 0
  private var step = -1
  /// Of the step, by its parts.
  ///
  /// Two parts may begin with the same vector of channels and be of different lengths.
  private var ranges: [Range<Int>: Range<Int>] = [:]

  init(entries: Int, lanes: Int) {
    (self.entries, self.lanes) = (entries, lanes)
  }

  /// The entries of a part of a step; the same ones as long as nothing is asked for another step.
  ///
  /// - Parameter part: which of them; as many entries are given away.
  mutating func range(_ part: Range<Int>, step: Int) -> Range<Int> {
    let count = part.count
    precondition(count <= entries, "\(count) channels do not fit tables of \(entries)")
    if step != self.step { (self.step, ranges) = (step, [:]) }
    if let range = ranges[part] { return range }
    let start = next + count <= entries ? next : 0
    next = start + count.rounded(upToMultipleOf: lanes)
    ranges[part] = start..<start + count
    return start..<start + count
  }
}
