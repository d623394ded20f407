import Accelerator
import Mapping

extension AcceleratorReport {
  func text(for terminal: Terminal) -> String {
    let runs = inferences == 1 ? "1 inference" : "\(inferences) inferences"
    let title = "\(runs) on \(architecture.rows) x \(architecture.columns) processing elements, from DRAM to DRAM"
    let tables = [counterTable, slotTable, accessTable].map { $0.lines { terminal.style($0, .faint) } }
    return terminal.style(title, .heading) + "\n" + tables.joined(separator: "\n")
      + "\n\(grouped(macs)) MACs of the network, \(percent(utilization)) of the MAC slots; \(verdict)\n"
      + (accuracy.map { "\($0.text)\n" } ?? "")
  }

  private var verdict: String {
    isEqual
      ? "\(grouped(elementsCompared)) elements of all tensors in DRAM equal the golden model's, and all counts but cycles "
        + "the prediction"
        + (predicted["\(PerformanceCounter.loadBeats)"] == nil ? ", except beats of compressed maps" : "")
      : "\(differences.count) tensors or counters differ from the golden model or the prediction"
  }

  private var counterTable: TextTable {
    var table = TextTable([
      ("counted by the hardware", .left), ("in all", .right), ("predicted", .right), ("an inference", .right),
      ("", .left),
    ])
    for counter in PerformanceCounter.allCases {
      let value = counters["\(counter)"] ?? 0
      table.add([
        "\(counter)", grouped(value), predicted["\(counter)"].map { grouped($0) } ?? "",
        grouped(value / max(1, inferences)), counter.meaning,
      ])
    }
    return table
  }

  private var slotTable: TextTable {
    var table = TextTable([("MAC slots", .left), ("in all", .right), ("", .right), ("", .left)])
    let rows = [
      ("useful", slots.useful, "the network's own MACs"),
      ("filled up", slots.filledUp, "on what is not there, where a mapping does not divide"),
      ("idle", slots.idle, "nothing to do, or nothing there"),
      ("gated", slots.gated, "of the useful and the filled up ones: the activation is zero"),
    ]
    for (name, value, meaning) in rows {
      table.add([name, grouped(value), percent(Double(value) / Double(max(1, slots.total))), meaning])
    }
    return table
  }

  /// Levels below one another, data side by side.
  private var accessTable: TextTable {
    var table = TextTable(
      [("accesses in all", .left)] + DataType.allCases.map { ($0.rawValue, .right) } + [("", .left)])
    for level in MemoryLevel.allCases {
      let row = accesses.filter { $0.level == level.rawValue }
      table.add([level.rawValue] + row.map { $0.counted == 0 ? "-" : grouped($0.counted) } + [level.unit])
    }
    return table
  }
}

extension MemoryLevel {
  /// What an access is.
  fileprivate var unit: String {
    switch self {
    case .scratchpad: "values"
    case .network: "values; psums in, out and up"
    case .buffer: "vectors of activations, groups of psums, words from and to DRAM"
    case .memory: "bus words"
    }
  }
}
