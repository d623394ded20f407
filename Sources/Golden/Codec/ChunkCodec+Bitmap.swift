// Patterns of the bitmap are activations exclusive-or zero, so that 0 is what counts as zero; raw ones are as they are.
extension ChunkCodec {
  func rawCode(of patterns: [UInt64]) -> [UInt8] {
    var code: [UInt8] = []
    code.reserveCapacity(patterns.count * storageBytes)
    for pattern in patterns { append(pattern, bytes: storageBytes, to: &code) }
    return code
  }

  func rawValues(of code: [UInt8], count: Int) -> ([UInt64], ChunkError?) {
    let present = min(count, code.count / storageBytes)
    let patterns = (0..<present).map { pattern(at: $0 * storageBytes, bytes: storageBytes, in: code) }
    if present < count { return (patterns, .tooShort(missing: count - present)) }
    return (patterns, surplus(in: code, used: count * storageBytes))
  }

  func bitmapCode(of patterns: [UInt64]) -> [UInt8] {
    var code: [UInt8] = []
    for first in stride(from: 0, to: patterns.count, by: Self.groupSize) {
      let group = patterns[first..<min(first + Self.groupSize, patterns.count)]
      var mask: UInt64 = 0
      for (lane, pattern) in group.enumerated() where pattern != 0 { mask |= 1 << UInt64(lane) }
      append(mask, bytes: Self.groupSize / 8, to: &code)
      for pattern in group where pattern != 0 { append(pattern, bytes: storageBytes, to: &code) }
    }
    return code
  }

  func bitmapValues(of code: [UInt8], count: Int) -> ([UInt64], ChunkError?) {
    var patterns: [UInt64] = []
    patterns.reserveCapacity(count)
    var place = 0
    // Where the code ends too early, zeros are read on.
    func next(bytes: Int) -> UInt64 {
      defer { place += bytes }
      return pattern(at: place, bytes: bytes, in: code)
    }
    while patterns.count < count {
      let missing = count - patterns.count
      let size = min(Self.groupSize, missing)
      let mask = next(bytes: Self.groupSize / 8)
      for lane in 0..<size { patterns.append(mask >> UInt64(lane) & 1 == 1 ? next(bytes: storageBytes) : 0) }
      if place > code.count { return (patterns, .tooShort(missing: missing)) }
      if mask >> UInt64(size) != 0 { return (patterns, .maskPastEnd) }
    }
    return (patterns, surplus(in: code, used: place))
  }

  private func append(_ pattern: UInt64, bytes: Int, to code: inout [UInt8]) {
    for index in 0..<bytes { code.append(UInt8(truncatingIfNeeded: pattern >> UInt64(8 * index))) }
  }

  private func pattern(at place: Int, bytes: Int, in code: [UInt8]) -> UInt64 {
    var pattern: UInt64 = 0
    for index in 0..<bytes where place + index < code.count {
      pattern |= UInt64(code[place + index]) << UInt64(8 * index)
    }
    return pattern
  }
}
