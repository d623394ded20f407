import HardwareSimulation
import TestSupport

/// Drives one end of a stream from outside of the block, and sees to it that the block keeps the stream's rules.
///
/// Words are lists of numbers, one for each member of the payload in the order of the ports.
final class StreamDriver {
  private let name: String
  private let valid: Int
  private let ready: Int
  private let payload: [Int]
  private let isSource: Bool
  /// The words that a source has still to offer, the next one first.
  var words: [[UInt64]]
  /// The probability of a cycle without a new offer, or in which a sink is not ready.
  var stalls: Double
  /// Whether a sink's block may withdraw `valid`, as a lazy fork does.
  var mayWithdraw = false
  /// What moves at the coming edge.
  private(set) var moved: [UInt64]?
  private var offered: [UInt64]?
  private var next = 0

  init(
    _ name: String, valid: Int, ready: Int, payload: [Int], isSource: Bool, stalls: Double, words: [[UInt64]]
  ) {
    (self.name, self.valid, self.ready, self.payload) = (name, valid, ready, payload)
    (self.isSource, self.stalls, self.words) = (isSource, stalls, words)
  }

  /// Whether a source has nothing more to offer.
  var isDone: Bool { next == words.count && offered == nil }

  /// The word that stands at the stream while it waits.
  var waiting: [UInt64]? { offered }

  func drive(_ simulator: any Simulator, _ random: inout SeededGenerator) {
    let stalls = random.chance(self.stalls)
    guard isSource else { return simulator.setWord(stalls ? 0 : 1, of: ready) }
    if offered == nil, next < words.count, !stalls {
      offered = words[next]
      next += 1
    }
    simulator.setWord(offered == nil ? 0 : 1, of: valid)
    // What stands beside an absent word must not matter.
    for (index, port) in payload.enumerated() {
      simulator.setWord(offered?[index] ?? random.bits(simulator.ports[port].width), of: port)
    }
  }

  func observe(_ simulator: any Simulator, _ bench: Bench) throws {
    let (isValid, isReady) = (simulator.word(of: valid) == 1, simulator.word(of: ready) == 1)
    let word = payload.map { simulator.word(of: $0) }
    if !isSource {
      if let offered, !mayWithdraw {
        try bench.check(isValid && word == offered, "\(name) changed from \(offered) while it waited")
      }
      offered = isValid ? word : nil
    }
    moved = isValid && isReady ? word : nil
    if moved != nil { offered = nil }
  }
}
