import BigInt
import Hardware
import HardwareSimulation
import TestSupport

/// A module whose input streams are fed and whose output streams are emptied, by name.
///
/// A payload that is not valid is noise, so that nobody looks at it unpunished.
final class Bench {
  let simulator: any Simulator
  /// Looks at the settled values of each cycle before its edge; is given the cycle.
  var observe: ((Int) -> Void)?
  private(set) var cycle = 0

  private var streams: StreamBench
  private var generator: SeededGenerator
  private var feeds: [Feed] = []
  private var takes: [Take] = []

  private struct Feed {
    let name: String
    let source: StreamSource
    var count: Int
    let valid: Int
    let payload: [Int]
    var sent = 0
  }

  private struct Take {
    let name: String
    let sink: StreamSink
    let count: Int
    var cycles: [Int] = []
  }

  init(_ module: some Module, seed: UInt64) throws {
    let simulator = try Interpreter(module.elaborated())
    self.simulator = simulator
    generator = SeededGenerator(seed: seed)
    streams = StreamBench(simulator, seed: generator.next())
    try simulator.reset()
    simulator.observe { [unowned self] in observe?(cycle) }
  }

  /// Leaves all streams alone from here on, so that another task can begin on the same hardware.
  func forgetStreams() {
    streams = StreamBench(simulator, seed: generator.next())
    (feeds, takes) = ([], [])
  }

  func set(_ port: String, _ value: Int) throws { try simulator.poke(port, value) }

  /// Feeds an input stream; `items` holds the members of each payload in their order.
  func feed(_ name: String, _ items: [[Int]], stalls: Stalls = .none) throws {
    let source = try streams.source(name, stalls: stalls.probability(using: &generator))
    try source.send(items.map { $0.map { BigInt($0) } })
    let payload = simulator.ports.indices.filter { simulator.ports[$0].name.hasPrefix("\(name)_payload") }
    feeds.append(
      Feed(
        name: name, source: source, count: items.count, valid: try simulator.port(named: "\(name)_valid"),
        payload: payload))
  }

  /// Takes from an output stream; `run` ends when `count` payloads have come.
  func collect(_ name: String, count: Int, stalls: Stalls = .none) throws {
    let sink = try streams.sink(name, stalls: stalls.probability(using: &generator))
    takes.append(Take(name: name, sink: sink, count: count))
  }

  /// What has come out of a stream, the members of each payload in their order.
  func collected(_ name: String) -> [[Int]] {
    takes.first { $0.name == name }?.sink.payloads.map { $0.map { Int($0) } } ?? []
  }

  /// When each of the payloads came.
  func cycles(of name: String) -> [Int] { takes.first { $0.name == name }?.cycles ?? [] }

  /// One of the payloads that have come out of a stream.
  func payload(of name: String, at index: Int) -> [Int]? {
    guard let sink = takes.first(where: { $0.name == name })?.sink, index < sink.payloads.count else { return nil }
    return sink.payloads[index].map { Int($0) }
  }

  /// Feeds one more payload to a stream that is being fed.
  func append(_ name: String, _ item: [some BinaryInteger]) throws {
    let index = feeds.firstIndex { $0.name == name }!
    try feeds[index].source.send([item.map { BigInt($0) }])
    feeds[index].count += 1
  }

  /// How many payloads a stream has been given, taken or not.
  func fedCount(_ name: String) -> Int { feeds.first { $0.name == name }?.count ?? 0 }

  /// Runs until everything has been fed and all that is waited for has come, and some cycles longer for whatever might
  /// still come.
  ///
  /// - Parameter afterEach: called after every cycle, to feed what depends on what has come out.
  /// - Throws: `Hang` where no payload moves for `limit` cycles; what the simulator throws.
  func run(limit: Int = 1_000, overrun: Int = 12, afterEach: (Bench) throws -> Void = { _ in }) throws {
    var idle = 0
    try afterEach(self)
    while !isDone {
      idle = try step() ? 0 : idle + 1
      try afterEach(self)
      guard idle < limit else { throw Hang(description: status) }
    }
    for _ in 0..<overrun { try step() }
  }

  struct Hang: Error, CustomStringConvertible { let description: String }

  /// One cycle; returns whether a payload moved.
  @discardableResult
  func step() throws -> Bool {
    for feed in feeds { makeNoise(feed) }
    try streams.step()
    var moved = false
    for index in feeds.indices where feeds[index].sent != feeds[index].source.sentCount {
      feeds[index].sent = feeds[index].source.sentCount
      simulator.setWord(0, of: feeds[index].valid)
      moved = true
    }
    for index in takes.indices where takes[index].cycles.count != takes[index].sink.payloads.count {
      takes[index].cycles.append(cycle)
      moved = true
    }
    cycle += 1
    return moved
  }

  /// What the source offers in the coming cycle stands above it.
  private func makeNoise(_ feed: Feed) {
    guard simulator.word(of: feed.valid) == 0 else { return }
    for port in feed.payload {
      simulator.setWord(generator.next() & (.max >> UInt64(max(0, 64 - simulator.ports[port].width))), of: port)
    }
  }

  private var isDone: Bool {
    feeds.allSatisfy { $0.source.isIdle } && takes.allSatisfy { $0.sink.payloads.count >= $0.count }
  }

  private var status: String {
    let fed = feeds.map { "\($0.name) \($0.sent) of \($0.count)" }
    let taken = takes.map { "\($0.name) \($0.sink.payloads.count) of \($0.count)" }
    return "nothing moves in cycle \(cycle): " + (fed + taken).joined(separator: ", ")
  }
}
