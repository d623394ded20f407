import Testing

@testable import Accelerator

/// How a task went.
struct RowOutcome {
  /// What was wrong first, if anything.
  var mismatch: String?
  /// From the first MAC to the last one, both counted.
  let macCycles: Int
}

extension RowTask {
  /// Runs the task in the interpreter and expects all psums and all counts to be right.
  @discardableResult
  func check(looksInside: Bool = false) throws -> RowOutcome {
    let outcome = try run(looksInside: looksInside)
    #expect(outcome.mismatch == nil, "\(self)")
    return outcome
  }

  /// Runs the task in the interpreter.
  ///
  /// - Parameter looksInside: whether the enables of the scratchpads are counted as well, cycle by cycle.
  func run(looksInside: Bool = false) throws -> RowOutcome {
    let data = RowData(self)
    let passRows = (0..<passes).flatMap { pass in (0..<rows).map { (pass, $0) } }
    let bench = try Bench(ProcessingElement(parameters.architecture), seed: seed)
    try configure(bench)
    try feed(bench, data, passRows)

    let expected = passRows.flatMap { data.expectedColumns(pass: $0, row: $1, self) }
    let (output, other) = toNetwork ? ("output", "above") : ("above", "output")
    let payloads = toNetwork ? groups(expected, parameters.psumBus) : expected.flatMap(Self.marked)
    try bench.collect(output, count: payloads.count, stalls: stalls)
    try bench.collect(other, count: 0)
    let counter = try ElementCounter(bench.simulator, looksInside: looksInside)
    bench.observe = { counter.count(cycle: $0) }
    try bench.run()

    var outcome = RowOutcome(macCycles: counter.last - counter.first + 1)
    let size = toNetwork ? parameters.psumBus : 1
    let found = bench.collected(output).map { words(of: $0, size: size) }
    let wanted = payloads.map { words(of: $0, size: size) }
    if found != wanted {
      outcome.mismatch = "psums \(found) instead of \(wanted)"
    } else if !bench.collected(other).isEmpty {
      outcome.mismatch = "psums left through '\(other)'"
    } else {
      outcome.mismatch = counter.mismatch(ElementCounts(self, data))
    }
    return outcome
  }

  private func groups(_ runs: [[Int]], _ size: Int) -> [[Int]] { runs.flatMap { wordGroups($0, size: size) } }

  /// The psums of an output column as they climb a column of PEs.
  private static func marked(_ run: [Int]) -> [[Int]] {
    run.enumerated().map { [$1, $0 == run.count - 1 ? 1 : 0] }
  }

  private func feed(_ bench: Bench, _ data: RowData, _ passRows: [(Int, Int)]) throws {
    try bench.feed("ifmap", groups(passRows.map(data.activationRun), parameters.ifmapBus), stalls: stalls)
    try bench.feed("filter", groups((0..<passes).map(data.weightRun), parameters.filterBus), stalls: stalls)
    let incoming = passRows.flatMap(data.incomingColumns)
    switch source {
    case .nothing: break
    case .neighbour: try bench.feed("below", incoming.flatMap(Self.marked), stalls: stalls)
    case .network: try bench.feed("psum", groups(incoming, parameters.psumBus), stalls: stalls)
    }
  }

  private func configure(_ bench: Bench) throws {
    try bench.set("shape_last_filter", p - 1)
    try bench.set("shape_last_window", window - 1)
    try bench.set("shape_slide", slide)
    try bench.set("shape_last_column", f - 1)
    try bench.set("shape_last_row", rows - 1)
    try bench.set("shape_last_span", span - 1)
    if parameters.productShift { try bench.set("shape_product_shift", shift) }
    try bench.set("settings_psum_source", source.rawValue)
    try bench.set("settings_to_network", toNetwork ? 1 : 0)
    // The shape is constant while values are under way, and was so for a cycle before.
    try bench.step()
  }
}
