/// The two ends of a serial line, 8 bits, no parity, one stop bit, by what its levels are in time.
enum SerialLine {
  /// A byte to be sent.
  struct Frame {
    var byte: Int
    /// Whether there is a stop bit, or the line stays low instead.
    var stop = true
    /// How many cycles the line is idle before it.
    var pause = 0.0
  }

  struct Broken: Error { let problem: String }

  /// The level in each cycle of a line whose sender has a clock of its own: `period` cycles are a bit.
  static func levels(of frames: [Frame], period: Double) -> [Bool] {
    var edges: [(time: Double, level: Bool)] = []
    var time = 10.0
    for frame in frames {
      time += frame.pause
      let bits = [false] + (0..<8).map { frame.byte >> $0 & 1 == 1 } + [frame.stop]
      for bit in bits {
        edges.append((time, bit))
        time += period
      }
      edges.append((time, true))
      // After a stop bit that is missing the line has to rise, or there is no next start bit.
      if !frame.stop { time += period }
    }
    var level = true
    var next = 0
    return (0..<Int(time.rounded(.up))).map { cycle in
      while next < edges.count, edges[next].time <= Double(cycle) {
        level = edges[next].level
        next += 1
      }
      return level
    }
  }

  /// The bytes of a line whose sender has the same clock: every level has to last for whole periods.
  static func exactBytes(_ levels: [Bool], period: Int) throws -> [Int] {
    var bytes: [Int] = []
    var cycle = 0
    while cycle < levels.count {
      if levels[cycle] {
        cycle += 1
        continue
      }
      guard cycle + 10 * period <= levels.count else { throw Broken(problem: "the last byte is cut off") }
      let bits = try (0..<10).map { bit in
        let part = Set(levels[cycle + bit * period..<cycle + (bit + 1) * period])
        guard part.count == 1, let level = part.first else {
          throw Broken(problem: "the level changes within bit \(bit) of byte \(bytes.count)")
        }
        return level
      }
      guard bits[9] else { throw Broken(problem: "byte \(bytes.count) has no stop bit") }
      bytes.append((0..<8).reduce(0) { $0 | (bits[$1 + 1] ? 1 << $1 : 0) })
      cycle += 10 * period
    }
    return bytes
  }
}
