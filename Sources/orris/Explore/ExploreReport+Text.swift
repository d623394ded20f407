import Accelerator

extension ExploreReport {
  /// For a person at a terminal: the Pareto front.
  func text(for terminal: Terminal) -> String {
    let failed = points.count { $0.cycles == nil }
    let rest = failed > 0 ? ", \(failed) do not run the network" : ""
    return terminal.style("\(network): the Pareto front of cycles, energy and area", .heading) + "\n"
      + frontTable.lines { terminal.style($0, .faint) }
      + "\(front.count) of \(points.count) architectures\(rest)\n"
  }

  /// All points as comma-separated values.
  var csv: String {
    let fields = Architecture.fields.map(\.name)
    let titles =
      fields + [
        "macs", "scratchpadBits", "bufferBits", "gates", "cycles", "utilization", "energy", "memoryWords",
        "isOnParetoFront", "problem",
      ]
    let rows = points.map { row -> [String] in
      let costs = [
        row.cycles.map(String.init), row.utilization.map { "\($0)" }, row.energy.map { "\($0)" },
        row.memoryWords.map(String.init),
      ]
      return row.values(fields)
        + [row.area.macs, row.area.scratchpadBits, row.area.bufferBits, row.area.gates].map(String.init)
        + costs.map { $0 ?? "" } + ["\(row.isOnParetoFront)", quoted(row.problem ?? "")]
    }
    return ([titles] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func quoted(_ text: String) -> String {
    text.isEmpty ? "" : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
