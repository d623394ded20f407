import HardwareSimulation
import TestSupport

/// One block under test in one of the back ends, with whatever drives its streams.
final class Bench {
  let seed: UInt64
  var random: SeededGenerator
  let simulator: any Simulator
  private let prefix: String
  private let onEnd: () -> Void
  /// The cycles that the simulator has run for benches before this one.
  private var start = 0
  private var drivers: [StreamDriver] = []

  /// - Parameters:
  ///   - prefix: what stands in front of the names of the block's ports.
  ///   - onEnd: what is done with the simulator when the bench is gone.
  init(_ simulator: any Simulator, prefix: String = "", seed: UInt64 = 0, onEnd: @escaping () -> Void = {}) throws {
    self.simulator = simulator
    self.prefix = prefix
    self.seed = seed
    self.onEnd = onEnd
    random = SeededGenerator(seed: seed)
    try simulator.reset()
    start = simulator.cycle
  }

  deinit { onEnd() }

  /// The value of a port of at most 64 bits.
  subscript(name: String) -> UInt64 {
    get throws { simulator.word(of: try port(name)) }
  }

  func bit(_ name: String) throws -> Bool { try self[name] == 1 }

  func set(_ name: String, _ value: UInt64) throws { simulator.setWord(value, of: try port(name)) }
  func set(_ name: String, _ value: Bool) throws { try set(name, value ? 1 : 0) }
  /// The bits of each member of a stream's payload.
  func widths(ofStream name: String) -> [Int] { payload(of: name).map { simulator.ports[$0].width } }

  /// Makes the words that enter a stream; stalls at random with the given probability.
  func source(_ name: String, stalls: Double = 0, words: [[UInt64]] = []) throws -> StreamDriver {
    try driver(name, isSource: true, stalls: stalls, words: words)
  }

  /// Takes the words that leave a stream; stalls at random with the given probability.
  func sink(_ name: String, stalls: Double = 0) throws -> StreamDriver {
    try driver(name, isSource: false, stalls: stalls, words: [])
  }

  /// Runs one cycle: drives the streams, lets `look` see the settled values before the edge, and raises the clock.
  func cycle(_ look: () throws -> Void = {}) throws {
    for driver in drivers { driver.drive(simulator, &random) }
    for driver in drivers { try driver.observe(simulator, self) }
    try look()
    do { try simulator.step(1) } catch { throw failure("\(error)") }
  }

  /// Runs so many cycles.
  func run(_ cycles: Int, _ look: () throws -> Void = {}) throws {
    for _ in 0..<cycles { try cycle(look) }
  }

  /// Runs through phases with other random stalls on every stream in each, then without stalls until `isDone`.
  ///
  /// `prepare` may drive further inputs at the beginning of each cycle; `look` sees the settled values before the edge.
  func exercise(
    phases: Int = 6, cycles: Int = 60, until isDone: () throws -> Bool, prepare: () throws -> Void = {},
    _ look: () throws -> Void
  ) throws {
    for _ in 0..<phases {
      for driver in drivers { driver.stalls = [0, 0.2, 0.5, 0.8].randomElement(using: &random)! }
      for _ in 0..<cycles {
        try prepare()
        try cycle(look)
      }
    }
    for driver in drivers { driver.stalls = 0 }
    try run(until: isDone, look, prepare: prepare)
  }

  /// Runs until the condition holds.
  func run(
    until condition: () throws -> Bool, limit: Int = 10_000, _ look: () throws -> Void = {},
    prepare: () throws -> Void = {}
  ) throws {
    for _ in 0..<limit {
      if try condition() { return }
      try prepare()
      try cycle(look)
    }
    throw failure("not done within \(limit) cycles")
  }

  func check(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    guard !condition else { return }
    throw failure(message())
  }

  func check<Value: Equatable>(_ found: Value, is expected: Value, _ what: @autoclosure () -> String) throws {
    guard found != expected else { return }
    throw failure("\(what()): expected \(expected), found \(found)")
  }

  /// The covers of the block that were never reached; only the interpreter counts them.
  var unreached: Set<String> {
    guard let interpreter = simulator as? Interpreter else { return [] }
    return Set(interpreter.coverCounts.filter { $0.value == 0 }.keys)
  }

  func failure(_ message: String) -> BenchFailure {
    BenchFailure(description: "seed \(seed), cycle \(simulator.cycle - start): \(message)")
  }

  private func driver(_ name: String, isSource: Bool, stalls: Double, words: [[UInt64]]) throws -> StreamDriver {
    let driver = StreamDriver(
      name, valid: try port("\(name)_valid"), ready: try port("\(name)_ready"),
      payload: payload(of: name), isSource: isSource, stalls: stalls, words: words)
    drivers.append(driver)
    return driver
  }

  /// The ports of a stream's payload, one for each of its members.
  private func payload(of name: String) -> [Int] {
    simulator.ports.indices.filter {
      let port = simulator.ports[$0].name
      return port == "\(prefix)\(name)_payload" || port.hasPrefix("\(prefix)\(name)_payload_")
    }
  }

  private func port(_ name: String) throws -> Int { try simulator.port(named: prefix + name) }
}

struct BenchFailure: Error, CustomStringConvertible {
  let description: String
}
