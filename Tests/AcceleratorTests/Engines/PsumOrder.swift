import TestSupport

@testable import Accelerator

/// The psums of a pass as docs/accelerator.md orders them, for the engines that follow this order.
struct PsumOrder {
  var architecture = Architecture.edge
  var samples = 1
  var strips = 1
  var columns = 1
  /// Of an output column.
  var psums = 1
  var targets = 1

  /// Sample, strip, output column, group, words of the group, target.
  var groups: [(sample: Int, strip: Int, column: Int, group: Int, words: Int, target: Int)] {
    let words = architecture.psumBusWords
    var result: [(Int, Int, Int, Int, Int, Int)] = []
    for row in 0..<samples * strips {
      for column in 0..<columns {
        for group in 0..<(psums + words - 1) / words {
          for target in 0..<targets {
            result.append((row / strips, row % strips, column, group, min(words, psums - group * words), target))
          }
        }
      }
    }
    return result
  }

  static func random(using generator: inout SeededGenerator) -> PsumOrder {
    var order = PsumOrder()
    // Two psums in a word of the buffer that an `Int` holds.
    (order.architecture.psumBits, order.architecture.bufferWordBits) = (12, 32)
    order.architecture.psumBusWords = 1 << Int.random(in: 0...1, using: &generator)
    order.samples = Int.random(in: 1...3, using: &generator)
    order.strips = Int.random(in: 1...3, using: &generator)
    order.columns = Int.random(in: 1...5, using: &generator)
    order.psums = Int.random(in: 1...9, using: &generator)
    order.targets = Int.random(in: 1...7, using: &generator)
    return order
  }

  /// Sets the registers of `PsumLayer`.
  func configure(_ bench: Bench, _ prefix: String) throws {
    let words = architecture.psumBusWords
    try bench.set("\(prefix)_last_sample", samples - 1)
    try bench.set("\(prefix)_last_strip", strips - 1)
    try bench.set("\(prefix)_last_target", targets - 1)
    try bench.set("\(prefix)_last_column", columns - 1)
    try bench.set("\(prefix)_last_group", (psums + words - 1) / words - 1)
    try bench.set("\(prefix)_last_index", (psums - 1) % words)
  }
}

extension Bench {
  /// Writes a table from entry 0 on.
  func write(table: String, _ entries: [Int]) throws {
    for (index, entry) in entries.enumerated() {
      try set("\(table)_index", index)
      try set("\(table)_data", entry)
      try set("\(table)_write", 1)
      try step()
    }
    try set("\(table)_write", 0)
    // What was written into the one bank is read when it is in use.
    try set("\(table)_bank", 1)
  }
}
