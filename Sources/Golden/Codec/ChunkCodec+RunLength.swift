// Patterns here are activations exclusive-or zero, so that 0 is what counts as zero.
extension ChunkCodec {
  private var longestRun: Int { 1 << runBits - 1 }
  private var pairBits: UInt64 { UInt64(runBits + storageBits) }

  func runLengthCode(of patterns: [UInt64]) -> [UInt8] {
    var words: [UInt64] = []
    var (word, pairs, run) = (UInt64(0), 0, 0)
    for (index, pattern) in patterns.enumerated() {
      // The last activation ends a pair in any case, so that the pairs make up the chunk exactly.
      guard pattern != 0 || run == longestRun || index == patterns.count - 1 else {
        run += 1
        continue
      }
      if pairs == pairsPerCodeWord {
        words.append(word)
        (word, pairs) = (0, 0)
      }
      word |= (UInt64(run) | pattern << UInt64(runBits)) << (UInt64(pairs) * pairBits)
      pairs += 1
      run = 0
    }
    words.append(word | 1 << 63)
    return words.flatMap { word in (0..<Self.codeWordBytes).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
  }

  func runLengthValues(of code: [UInt8], count: Int) -> ([UInt64], ChunkError?) {
    var patterns: [UInt64] = []
    patterns.reserveCapacity(count)
    for index in 0..<(code.count + Self.codeWordBytes - 1) / Self.codeWordBytes {
      let word = codeWord(at: index, in: code)
      let isLast = word >> 63 == 1
      for pair in 0..<pairsPerCodeWord {
        let bits = word >> (UInt64(pair) * pairBits)
        let run = Int(bits & UInt64(longestRun))
        guard patterns.count + run < count else {
          patterns += repeatElement(0, count: count - patterns.count)
          return (patterns, .runPastEnd(word: index))
        }
        patterns += repeatElement(0, count: run)
        patterns.append(bits >> UInt64(runBits) & (1 << UInt64(storageBits) - 1))
        if patterns.count == count {
          guard isLast else { return (patterns, .terminatorMissing(word: index)) }
          return (patterns, surplus(in: code, used: (index + 1) * Self.codeWordBytes))
        }
      }
      if isLast { return (patterns, .terminatorEarly(word: index, missing: count - patterns.count)) }
    }
    return (patterns, .tooShort(missing: count - patterns.count))
  }

  /// Beats of 32 bits may end within a word; its upper half is then 0.
  private func codeWord(at index: Int, in code: [UInt8]) -> UInt64 {
    var word: UInt64 = 0
    let first = index * Self.codeWordBytes
    for place in first..<min(first + Self.codeWordBytes, code.count) {
      word |= UInt64(code[place]) << UInt64(8 * (place - first))
    }
    return word
  }

  /// An error where whole beats follow the bytes that were used.
  func surplus(in code: [UInt8], used: Int) -> ChunkError? {
    let beats = (code.count - used) / beatBytes
    return code.count >= used && beats > 0 ? .tooLong(beats: beats) : nil
  }
}
