extension SimulationReport {
  /// For a person at a terminal: a line for each layer and one for all.
  func text(for terminal: Terminal) -> String {
    var table = TextTable([
      ("layer", .right), ("operator", .left), ("mapping", .left), ("passes", .right), ("cycles", .right),
      ("MACs", .right), ("utilisation", .right), ("gated MACs", .right), ("sums", .right), ("", .left),
    ])
    for layer in layers {
      table.add([
        "\(layer.index)", layer.name, layer.mapping.text, "\(layer.mapping.passes)", grouped(layer.counters.cycles),
        grouped(layer.macs), percent(layer.utilization), grouped(layer.counters.macsGated),
        grouped(layer.sumsCompared), layer.mismatch == nil ? "equal" : "DIFFERENT",
      ])
    }
    table.add([
      "all", "", "", "", grouped(totals.cycles), grouped(totals.macs), percent(totals.utilization),
      grouped(totals.macsGated), grouped(totals.sumsCompared), isEqual ? "equal" : "DIFFERENT",
    ])
    let runs = inferences == 1 ? "1 inference" : "\(inferences) inferences"
    let title = "\(runs) on \(architecture.rows) x \(architecture.columns) processing elements"
    return terminal.style(title, .heading) + "\n" + table.lines { terminal.style($0, .faint) }
  }
}

func percent(_ fraction: Double) -> String {
  let tenths = Int(nearest: fraction * 1000)
  return "\(tenths / 10).\(tenths % 10) %"
}
