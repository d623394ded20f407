import HardwareSimulation

@testable import Accelerator

/// How often an element has to do what is counted of it, from the definition.
struct ElementCounts {
  /// By the names of the ports.
  let activity: [String: Int]

  init(_ task: RowTask, _ data: RowData) {
    var (gated, ifmapReads, psumWrites) = (0, 0, 0)
    for row in data.activations.joined() {
      for column in 0..<task.f {
        let window = (0..<task.window).map { row[$0 % task.q][column * task.u + $0 / task.q] != 0 }
        ifmapReads += window.count { $0 }
        gated += window.count { !$0 } * task.p
        // Of a psum's products all but the last one leave a sum behind, unless they are zero; the first one always.
        for place in 0..<task.span {
          let taken = stride(from: place, to: task.window, by: task.span).map { window[$0] }
          if taken.count > 1 { psumWrites += task.p * (1 + taken.dropFirst().dropLast().count { $0 }) }
        }
      }
    }
    activity = [
      "macs_done": task.macs - gated, "macs_gated": gated, "ifmap_reads": ifmapReads,
      "ifmap_writes": task.passes * task.rows * task.rowLength, "filter_writes": task.passes * task.window * task.p,
      "psum_writes": psumWrites,
      "psums_climbed": task.toNetwork ? 0 : task.passes * task.rows * task.f * task.span * task.p,
    ]
  }
}

/// Counts what an element reports, and the enables of its memories themselves.
final class ElementCounter {
  private(set) var (first, last) = (0, -1)

  private let simulator: Interpreter
  private let ports: [(name: String, port: Int)]
  private let memories: [String]
  private var counts: [Int]
  private var enables: [String: Int] = [:]

  /// The enables of the memories, and what they must come to.
  private static let memories = [
    "ifmap_scratchpad.storage_read_enable": "ifmap_reads", "ifmap_scratchpad.storage_write_enable": "ifmap_writes",
    "filter_scratchpad.storage_read_enable": "macs_done", "filter_scratchpad.storage_write_enable": "filter_writes",
    "pipeline.scratchpad_read_enable": "psum_writes", "pipeline.scratchpad_write_enable": "psum_writes",
  ]

  /// - Parameter looksInside: whether the memories' enables are counted, which takes its time.
  init(_ simulator: any Simulator, looksInside: Bool) throws {
    self.simulator = simulator as! Interpreter
    memories = looksInside ? Self.memories.keys.sorted() : []
    ports = try [
      "macs_done", "macs_gated", "ifmap_reads", "ifmap_writes", "filter_writes", "psum_writes", "psums_climbed",
    ].map { ($0, try simulator.port(named: "activity_\($0)")) }
    counts = ports.map { _ in 0 }
    for name in memories { _ = try self.simulator.peek(net: name) }
  }

  func count(cycle: Int) {
    for index in ports.indices { counts[index] += Int(simulator.word(of: ports[index].port)) }
    for name in memories { enables[name, default: 0] += Int((try? simulator.peek(net: name)) ?? 0) }
    guard simulator.word(of: ports[0].port) + simulator.word(of: ports[1].port) > 0 else { return }
    if last < 0 { first = cycle }
    last = cycle
  }

  /// The first thing that was not done as often as it should be.
  func mismatch(_ expected: ElementCounts) -> String? {
    for (index, (name, _)) in ports.enumerated() where counts[index] != expected.activity[name] {
      return "\(name): \(counts[index]) instead of \(expected.activity[name]!)"
    }
    for name in memories where enables[name] != expected.activity[Self.memories[name]!] {
      return "\(name): held in \(enables[name] ?? 0) cycles instead of \(expected.activity[Self.memories[name]!]!)"
    }
    return nil
  }
}
