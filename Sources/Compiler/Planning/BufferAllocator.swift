/// Gives away words of the buffer: the first gap that is large enough.
struct BufferAllocator {
  let words: Int
  private(set) var taken: [Range<Int>] = []

  init(words: Int) { self.words = words }

  /// The first word of a new range that begins at a multiple of `alignment`; nil where none is free.
  mutating func allocate(_ count: Int, alignment: Int = 1) -> Int? {
    let count = count.rounded(upToMultipleOf: alignment)
    var start = 0
    for (index, range) in taken.enumerated() {
      if start + count <= range.lowerBound {
        taken.insert(start..<start + count, at: index)
        return start
      }
      start = range.upperBound.rounded(upToMultipleOf: alignment)
    }
    guard start + count <= words else { return nil }
    taken.append(start..<start + count)
    return start
  }

  mutating func release(_ start: Int) { taken.removeAll { $0.lowerBound == start } }
}
