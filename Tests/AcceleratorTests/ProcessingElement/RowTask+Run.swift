import Testing

@testable import Accelerator

/// How a task went.
struct RowResult {
  let cycles: Int
  /// From the first MAC to the last one, both counted.
  let macCycles: Int
}

extension RowTask {
  /// Runs the task in the interpreter and compares all psums and the number of MACs.
  @discardableResult
  func check() throws -> RowResult {
    let data = RowData(self)
    let passRows = (0..<passes).flatMap { pass in (0..<rows).map { (pass, $0) } }
    let bench = try Bench(ProcessingElement(parameters.architecture), seed: seed)
    try configure(bench)

    func groups(_ runs: [[Int]], _ size: Int) -> [[Int]] { runs.flatMap { wordGroups($0, size: size) } }
    try bench.feed("ifmap", groups(passRows.map(data.activationRun), parameters.ifmapBus), stalls: stalls)
    try bench.feed("filter", groups((0..<passes).map(data.weightRun), parameters.filterBus), stalls: stalls)
    let incoming = passRows.map(data.incomingRun)
    switch source {
    case .nothing: break
    case .neighbour: try bench.feed("below", incoming.flatMap(Self.marked), stalls: stalls)
    case .network: try bench.feed("psum", groups(incoming, parameters.psumBus), stalls: stalls)
    }

    let expected = passRows.map { data.expectedRun(pass: $0, row: $1, self) }
    let (output, other) = toNetwork ? ("output", "above") : ("above", "output")
    let payloads = toNetwork ? groups(expected, parameters.psumBus) : expected.flatMap(Self.marked)
    try bench.collect(output, count: payloads.count, stalls: stalls)
    try bench.collect(other, count: 0)
    var counter = MACCounter()
    let (done, gated) = (try bench.simulator.port(named: "mac_done"), try bench.simulator.port(named: "mac_gated"))
    let simulator = bench.simulator
    bench.observe = {
      counter.count(cycle: $0, done: simulator.word(of: done), gated: simulator.word(of: gated))
    }
    try bench.run()

    let found = bench.collected(output)
    if toNetwork {
      let size = parameters.psumBus
      #expect(found.map { words(of: $0, size: size) } == payloads.map { words(of: $0, size: size) }, "\(self)")
    } else {
      #expect(found == payloads, "\(self)")
    }
    #expect(bench.collected(other).isEmpty, "\(self)")
    let gatedMACs = data.gatedMACs(self)
    #expect(counter.gated == gatedMACs && counter.done == macs - gatedMACs, "\(self)")
    return RowResult(cycles: bench.cycle, macCycles: counter.last - counter.first + 1)
  }

  private func configure(_ bench: Bench) throws {
    try bench.set("shape_last_filter", p - 1)
    try bench.set("shape_last_window", window - 1)
    try bench.set("shape_slide", slide)
    try bench.set("shape_last_column", f - 1)
    try bench.set("shape_last_row", rows - 1)
    if parameters.productShift { try bench.set("shape_product_shift", shift) }
    try bench.set("settings_psum_source", source.rawValue)
    try bench.set("settings_to_network", toNetwork ? 1 : 0)
    // The shape is constant while values are under way, and was so for a cycle before.
    try bench.step()
  }

  /// The psums of a row as they climb a column.
  private static func marked(_ run: [Int]) -> [[Int]] {
    run.enumerated().map { [$1, $0 == run.count - 1 ? 1 : 0] }
  }
}

/// Counts what an element reports, and when.
struct MACCounter {
  private(set) var (done, gated) = (0, 0)
  private(set) var (first, last) = (0, -1)

  mutating func count(cycle: Int, done isDone: UInt64, gated isGated: UInt64) {
    guard isDone + isGated > 0 else { return }
    if done + gated == 0 { first = cycle }
    last = cycle
    done += Int(isDone)
    gated += Int(isGated)
  }
}
