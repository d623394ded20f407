import Hardware
import HardwareSimulation
import TestSupport

/// Clocks a module, feeds its input streams and empties its output streams, with stalls on each of them.
///
/// A payload that is not valid is noise, so that nobody looks at it unpunished.
final class StreamBench {
  let simulator: any Simulator
  private(set) var generator: SeededGenerator
  private(set) var cycle = 0
  /// Looks at the settled values of each cycle before its edge.
  var observe: ((StreamBench) -> Void)?

  private var sources: [Source] = []
  private var sinks: [Sink] = []

  private struct Source {
    let name: String
    let ports: StreamPorts
    var items: [[Int]]
    var next = 0
    var isValid = false
    var decision: Stalls.Decision
  }

  private struct Sink {
    let name: String
    let ports: StreamPorts
    var items: [[Int]] = []
    var cycles: [Int] = []
    let count: Int
    var decision: Stalls.Decision
  }

  init(_ module: some Module, seed: UInt64) throws {
    simulator = try Interpreter(module.elaborated())
    generator = SeededGenerator(seed: seed)
    try simulator.reset()
  }

  func set(_ port: String, _ value: Int) throws {
    simulator.drive(try simulator.port(named: port), value)
  }

  /// Feeds an input stream; `items` holds the leaves of each payload in packed order.
  func feed(_ name: String, _ items: [[Int]], stalls: Stalls = .none) throws {
    let source = Source(
      name: name, ports: try StreamPorts(name, of: simulator), items: items, decision: Stalls.Decision(stalls))
    sources.removeAll { $0.name == name }
    sources.append(source)
  }

  /// Takes from an output stream; `run` ends when `count` payloads have come.
  func collect(_ name: String, count: Int, stalls: Stalls = .none) throws {
    let sink = Sink(
      name: name, ports: try StreamPorts(name, of: simulator), count: count, decision: Stalls.Decision(stalls))
    sinks.removeAll { $0.name == name }
    sinks.append(sink)
  }

  /// What has come out of an output stream, the leaves of each payload in packed order.
  func collected(_ name: String) -> [[Int]] { sinks.first { $0.name == name }?.items ?? [] }

  /// When each of the payloads came.
  func cycles(of name: String) -> [Int] { sinks.first { $0.name == name }?.cycles ?? [] }

  /// Runs until all sources are empty and all sinks have what they wait for, and some cycles longer for whatever might
  /// still come.
  ///
  /// - Throws: `Hang` where that takes more than `limit` cycles without any payload moving; `AssertionFailure`.
  func run(limit: Int = 500, overrun: Int = 12) throws {
    var idle = 0
    while sources.contains(where: { $0.next < $0.items.count }) || sinks.contains(where: { $0.items.count < $0.count }) {
      idle = try step() ? 0 : idle + 1
      guard idle < limit else { throw Hang(description: status) }
    }
    for _ in 0..<overrun { try step() }
  }

  struct Hang: Error, CustomStringConvertible { let description: String }

  private var status: String {
    let fed = sources.map { "\($0.name) \($0.next) of \($0.items.count)" }
    let taken = sinks.map { "\($0.name) \($0.items.count) of \($0.count)" }
    return "nothing moves in cycle \(cycle): " + (fed + taken).joined(separator: ", ")
  }

  /// One cycle; returns whether a payload moved.
  @discardableResult
  func step() throws -> Bool {
    for index in sources.indices { present(&sources[index]) }
    for index in sinks.indices {
      simulator.drive(sinks[index].ports.ready, sinks[index].decision.next(&generator) ? 0 : 1)
    }
    var moved = false
    for index in sources.indices where sources[index].isValid && simulator.word(of: sources[index].ports.ready) == 1 {
      sources[index].isValid = false
      sources[index].next += 1
      moved = true
    }
    for index in sinks.indices {
      let ports = sinks[index].ports
      guard simulator.word(of: ports.valid) == 1, simulator.word(of: ports.ready) == 1 else { continue }
      sinks[index].items.append(ports.payload.map { simulator.number(at: $0) })
      sinks[index].cycles.append(cycle)
      moved = true
    }
    observe?(self)
    try simulator.step()
    cycle += 1
    return moved
  }

  private func present(_ source: inout Source) {
    guard !source.isValid else { return }
    source.isValid = source.next < source.items.count && !source.decision.next(&generator)
    simulator.drive(source.ports.valid, source.isValid ? 1 : 0)
    for (place, port) in source.ports.payload.enumerated() {
      let value = source.isValid ? source.items[source.next][place] : Int(truncatingIfNeeded: generator.next())
      simulator.drive(port, value)
    }
  }
}
