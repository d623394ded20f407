import Accelerator

extension ExploreReport {
  /// A page with plots of all points and a table of the front.
  var html: String {
    var page = HTMLPage("\(network): \(points.count) architectures")
    page.paragraph(
      "Best mappings in \(objective). Red: the Pareto front, on which no architecture is beaten in cycles, energy and area "
        + "at once. Energy in multiples of a MAC; area in NAND gates, a rough proxy from MACs, scratchpad and buffer bits."
    )
    let found = points.filter { $0.cycles != nil }
    func plot(_ xTitle: String, _ xValue: (Row) -> Double, _ yTitle: String, _ yValue: (Row) -> Double) -> String {
      ScatterPlot(
        x: PlotAxis(xTitle, found.map(xValue)), y: PlotAxis(yTitle, found.map(yValue)),
        found.map { .init(x: xValue($0), y: yValue($0), label: label($0), isHighlighted: $0.isOnParetoFront) }
      ).svg
    }
    let cycles = { (row: Row) in Double(row.cycles!) }
    let energy = { (row: Row) in row.energy! }
    let area = { (row: Row) in Double(row.area.gates) }
    page.drawings([
      plot("area", area, "cycles", cycles), plot("area", area, "energy", energy),
      plot("cycles", cycles, "energy", energy),
    ])
    page.heading("Pareto front")
    page.table(frontTable)
    let failed = points.filter { $0.cycles == nil }
    if !failed.isEmpty {
      page.heading("Architectures that do not run the network")
      var table = TextTable(varied.map { ($0, .right) } + [("problem", .left)])
      for row in failed { table.add(row.values(varied) + [row.problem ?? ""]) }
      page.table(table)
    }
    return page.text
  }

  /// The front, the fastest first.
  var frontTable: TextTable {
    var table = TextTable(
      varied.map { ($0, .right) } + ["cycles", "utilisation", "energy", "DRAM words", "area"].map { ($0, .right) })
    for row in front {
      table.add(
        row.values(varied) + [
          grouped(row.cycles!), percent(row.utilization!), grouped(row.energy!), grouped(row.memoryWords!),
          grouped(row.area.gates),
        ])
    }
    return table
  }

  private func label(_ row: Row) -> String {
    let parameters = zip(varied, row.values(varied)).map { "\($0) \($1)" }.joined(separator: ", ")
    return "\(parameters): \(grouped(row.cycles!)) cycles, \(percent(row.utilization!))"
  }
}
