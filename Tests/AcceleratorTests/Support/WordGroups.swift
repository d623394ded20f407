/// Words in groups as a bus of `size` words carries them: each group with the index of its last word, unless the bus
/// has only one. The padding is a number that would show.
func wordGroups(_ words: [Int], size: Int) -> [[Int]] {
  stride(from: 0, to: words.count, by: size).map { start in
    let group = Array(words[start..<min(start + size, words.count)])
    let padding = Array(repeating: -1, count: size - group.count)
    return group + padding + (size > 1 ? [group.count - 1] : [])
  }
}

/// The words of a group as it came from a bus of `size` words, without the padding.
func words(of group: [Int], size: Int) -> [Int] {
  size > 1 ? Array(group[0...group[size]]) : group
}
