import Accelerator
import Mapping

extension ExplainReport {
  /// A page with the steps, a roofline, the causes of each layer, the array, and the energy by level.
  var html: String {
    var page = HTMLPage(
      "\(network) on \(architecture.rows) x \(architecture.columns) processing elements: where the cycles go")
    page.paragraph(
      (simulation == nil ? "predicted: " : "") + summary
        + (simulation?.steps == nil
          ? ". Each layer comes from DRAM and goes there."
          : ". Maps stay in the buffer from layer to layer where there is room.")
        + (simulation == nil
          ? "" : " Every output is equal to the golden model's, and all counts but cycles are as predicted."))
    page.heading("The limits, one after the other")
    page.table(stepTable)
    page.heading("Of each layer: what each limit costs")
    page.table(layerTable)
    page.heading("Roofline")
    page.paragraph(
      "MACs a cycle over MACs a byte of DRAM; the line is what the array and the bus to DRAM allow."
        + (simulation == nil ? "" : " Blue: predicted; red: measured."))
    page.drawings([roofline])
    page.heading("What the predicted cycles are spent on")
    page.drawings([causes])
    for (title, table) in simulatedTables {
      page.heading(title)
      page.table(table)
    }
    addTimelines(to: &page)
    page.heading("The array")
    page.paragraph("Each PE by the part of all predicted cycles in which it has MACs.")
    page.drawings([HeatMap(busyPEs).svg])
    page.heading("Energy by level, in multiples of a MAC")
    page.drawings([energies])
    return page.text
  }

  private func addTimelines(to page: inout HTMLPage) {
    guard simulation != nil else { return }
    page.heading("When each part is busy")
    page.paragraph(
      "The darker, the busier, over the cycles of a run; on the right the part of the whole run."
        + (simulation?.steps == nil ? "" : " Lines are the ends of steps; numbers are those of the steps."))
    page.table(Self.laneTable)
    for (name, timeline, steps) in timelines {
      page.paragraph("\(name): \(grouped(timeline.cycles)) cycles")
      let marks = steps.enumerated().map { LaneChart.Mark(time: $1.begin, label: "\($0)", title: $1.name) }
      page.drawings([timeline.chart(marks: marks).svg])
    }
  }

  private static var laneTable: TextTable {
    var table = TextTable([("lanes", .left), ("busy", .left)])
    for kind in TimelineLane.Kind.allCases {
      let lanes = TimelineLane.allCases.filter { $0.kind == kind }
      for meaning in lanes.map(\.meaning).distinct {
        table.add([lanes.filter { $0.meaning == meaning }.map(\.title).joined(separator: ", "), meaning])
      }
    }
    return table
  }

  /// Each layer's prediction by cause, and below it what was measured.
  private var causes: String {
    let parts = CycleBreakdown.parts
    let rows = layers.flatMap { layer in
      let predicted = (layer.name, parts.map { Double(layer.cyclesByCause[keyPath: $0.path]) })
      let measured = layer.simulation.map { ("measured", parts.map { _ in 0.0 } + [Double($0.cycles)]) }
      return [predicted] + (measured.map { [$0] } ?? [])
    }
    return StackedBars(parts.map(\.name) + (simulation == nil ? [] : ["measured"]), unit: "cycles", rows).svg
  }

  /// Each layer's prediction by level, and below it what was counted.
  private var energies: String {
    func parts(_ energy: Energy) -> [Double] {
      [energy.mac, energy.scratchpad, energy.network, energy.buffer, energy.memory]
    }
    let rows = layers.flatMap { layer in
      [(layer.name, parts(layer.energy))] + (layer.simulation.map { [("counted", parts($0.energy))] } ?? [])
    }
    return StackedBars(["MACs", "scratchpads", "network", "buffer", "DRAM"], unit: "", rows).svg
  }

  private var roofline: String {
    let peak = Double(architecture.rows * architecture.columns)
    let bandwidth = Double(architecture.beatBytes)
    let ridge = peak / bandwidth
    let points =
      layers.map {
        ScatterPlot.Point(
          x: $0.intensity, y: $0.macsPerCycle, label: "\($0.name): \(percent($0.utilization))", isHighlighted: false)
      }
      + simulated.map { layer, run in
        ScatterPlot.Point(
          x: run.intensity, y: run.macsPerCycle, label: "\(layer.name), measured: \(percent(run.utilization))",
          isHighlighted: true)
      }
    let least = min(points.map(\.x).min() ?? ridge, ridge / 2)
    let most = max(points.map(\.x).max() ?? ridge, ridge * 2)
    return ScatterPlot(
      x: PlotAxis("MACs a byte of DRAM", [least, most], isLogarithmic: true),
      y: PlotAxis("MACs a cycle", points.map(\.y) + [peak, least * bandwidth], isLogarithmic: true),
      points,
      line: [(least, least * bandwidth), (ridge, peak), (most, peak)]
    ).svg
  }
}

extension Array where Element: Equatable {
  /// Each element where it comes first.
  fileprivate var distinct: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
