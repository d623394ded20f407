import Hardware
import HardwareLibrary
import HardwareSimulation
import TestSupport
import Testing

/// Ways between clock domains, with clocks of random ratios that rise in random order.
@Suite struct CrossingTests {
  private static let pixel = ClockedEnds.pixel

  static let synchronisers = [
    Synchroniser(to: pixel), Synchroniser(to: pixel, stages: 3), Synchroniser(to: pixel, stages: 3, reset: true),
  ]
  static let pulses = [2, 3].map { PulseCrossing(from: .main, to: pixel, stages: $0) }
  static let handshakes = [2, 4].map { HandshakeCrossing(Unsigned.bits(12), from: .main, to: pixel, stages: $0) }
  static let counters = [1, 2, 4].map { GrayCounter(width: $0) }
  static let fifos =
    [2, 4, 16].map { AsynchronousFIFO(Unsigned.bits(12), depth: $0, from: .main, to: pixel) }
    + [AsynchronousFIFO(Unsigned.bits(12), depth: 8, from: .main, to: pixel, stages: 3)]

  /// How often the second clock rises for each time that the first one does.
  private static let ratios = [0.05, 0.3, 0.9, 1, 1.1, 3, 20]

  @Test(arguments: Backend.allCases) func aBitArrivesAfterTheStages(_ backend: Backend) throws {
    for block in Self.synchronisers {
      let bench = try backend.bench(block)
      try bench.set("bit_in", false)
      try bench.simulator.step(block.stages, domains: [Self.pixel])
      for value in [true, false, true] {
        try bench.set("bit_in", value)
        for _ in 0..<block.stages {
          try bench.check(try bench.bit("bit_out"), is: !value, "the bit on its way through \(block.moduleName)")
          try bench.simulator.step(1, domains: [Self.pixel])
        }
        try bench.check(try bench.bit("bit_out"), is: value, "the bit behind \(block.moduleName)")
      }
    }
  }

  @Test func aResetGivesWhatWasAskedFor() throws {
    for block in Self.synchronisers {
      let bench = try Backend.interpreter.bench(block)
      try bench.check(try bench.bit("bit_out"), is: block.moduleName.hasSuffix("_set"), block.moduleName)
    }
  }

  @Test(arguments: Backend.allCases) func everyPulseArrivesOnce(_ backend: Backend) throws {
    for (index, ratio) in Self.ratios.enumerated() {
      for block in Self.pulses {
        let seed = UInt64(500 + index)
        print("seed \(seed): \(block.moduleName), a ratio of \(ratio)")
        let bench = try backend.bench(block, seed: seed)
        let ends = ClockedEnds(bench, ratio: ratio)
        try bench.set("pulse_in", false)
        let stages = Int(block.moduleName.split(separator: "_")[2]) ?? 0
        var (sent, arrived, edgesSince) = (0, 0, 0)
        for _ in 0..<4_000 {
          try ends.step({ domain in
            guard domain == .main else { return }
            let isSent = edgesSince > stages && bench.random.chance(0.3)
            try bench.set("pulse_in", isSent)
            if isSent { (sent, edgesSince) = (sent + 1, 0) }
          }) { domain in
            guard domain == Self.pixel else { return }
            edgesSince += 1
            if try bench.bit("pulse_out") { arrived += 1 }
          }
        }
        try bench.set("pulse_in", false)
        for _ in 0..<stages + 1 {
          try bench.simulator.step(1, domains: [.main])
          if try bench.bit("pulse_out") { arrived += 1 }
          try bench.simulator.step(1, domains: [Self.pixel])
        }
        try bench.check(arrived, is: sent, "pulses that arrive with a ratio of \(ratio)")
        try bench.check(sent > 20, "only \(sent) pulses with a ratio of \(ratio)")
      }
    }
  }

  @Test(arguments: Backend.allCases) func wordsArriveInOrder(_ backend: Backend) throws {
    for (index, ratio) in Self.ratios.enumerated() {
      for block in Self.handshakes as [any Module] + Self.fifos {
        let seed = UInt64(600 + index)
        print("seed \(seed): \(block.moduleName), a ratio of \(ratio)")
        let bench = try backend.bench(block, seed: seed)
        let words = (0..<200).map { _ in [bench.random.bits(12)] }
        let seen = try ClockedEnds(bench, ratio: ratio).move(words)
        try bench.check(seen, is: words, "the words behind \(block.moduleName) with a ratio of \(ratio)")
      }
    }
  }

  @Test func fillsUpAndRunsDry() throws {
    for block in Self.handshakes as [any Module] + Self.fifos {
      let bench = try Backend.interpreter.bench(block, seed: 7)
      _ = try ClockedEnds(bench, ratio: 1).move((0..<400).map { _ in [bench.random.bits(12)] })
      try bench.check(bench.unreached, is: [], "what was never reached in \(block.moduleName)")
    }
  }

  /// With equal clocks and `2 * stages + 4` words a word moves in every cycle.
  @Test(arguments: Backend.allCases) func aDeepFIFOMovesAWordInEveryCycle(_ backend: Backend) throws {
    for block in Self.fifos where block.depth >= 8 {
      let bench = try backend.bench(block)
      let words = (0..<100).map { [UInt64($0)] }
      let input = try bench.source("input", words: words)
      let output = try bench.sink("output")
      var (taken, given): ([Int], [Int]) = ([], [])
      for cycle in 0..<130 {
        try bench.cycle {
          if input.moved != nil { taken.append(cycle) }
          if output.moved != nil { given.append(cycle) }
        }
      }
      try bench.check(taken, is: Array(0..<100), "cycles in which \(block.moduleName) took a word")
      try bench.check(given, is: taken.map { $0 + given[0] }, "cycles in which \(block.moduleName) gave a word")
    }
  }

  @Test(arguments: Backend.allCases) func aGrayCounterChangesOneBitAtATime(_ backend: Backend) throws {
    for block in Self.counters {
      let bench = try backend.bench(block)
      let width = block.gray.count
      var codes: [UInt64] = []
      try bench.set("step", true)
      for _ in 0...1 << width {
        codes.append(try (0..<width).reduce(0) { code, bit in code | (try bench["gray_\(bit)"]) << UInt64(bit) })
        try bench.cycle()
      }
      for (before, after) in zip(codes, codes.dropFirst()) {
        try bench.check((before ^ after).nonzeroBitCount, is: 1, "bits that change after \(before)")
      }
      try bench.check(Set(codes).count, is: 1 << width, "different codes of \(width) bits")
    }
  }
}
