import Accelerator
import Mapping

extension ExplainReport {
  /// A page with the steps, a roofline, the causes of each layer, the array, and the energy by level.
  var html: String {
    var page = HTMLPage(
      "\(network) on \(architecture.rows) x \(architecture.columns) processing elements: where the cycles go")
    page.paragraph(
      "Predicted: \(grouped(cycles)) cycles, \(percent(utilization)) of the MAC slots. Each layer comes from DRAM and "
        + "goes there.")
    page.heading("The limits, one after the other")
    page.table(stepTable)
    page.heading("Of each layer: what each limit costs")
    page.table(layerTable)
    page.heading("Roofline")
    page.paragraph("MACs a cycle over MACs a byte of DRAM; the line is what the array and the bus to DRAM allow.")
    page.drawings([roofline])
    page.heading("What the predicted cycles are spent on")
    page.drawings([causes])
    page.heading("The array")
    page.paragraph("Each PE by the part of all cycles in which it has MACs.")
    page.drawings([HeatMap(busyPEs).svg])
    page.heading("Energy by level, in multiples of a MAC")
    page.drawings([energies])
    return page.text
  }

  private var causes: String {
    let rows = layers.map { layer in
      (layer.name, CycleBreakdown.parts.map { Double(layer.cyclesByCause[keyPath: $0.path]) })
    }
    return StackedBars(CycleBreakdown.parts.map(\.name), unit: "cycles", rows).svg
  }

  private var energies: String {
    let rows = layers.map { layer in
      let energy = layer.energy
      return (layer.name, [energy.mac, energy.scratchpad, energy.network, energy.buffer, energy.memory])
    }
    return StackedBars(["MACs", "scratchpads", "network", "buffer", "DRAM"], unit: "", rows).svg
  }

  private var roofline: String {
    let peak = Double(architecture.rows * architecture.columns)
    let bandwidth = Double(architecture.beatBytes)
    let ridge = peak / bandwidth
    let least = min(layers.map(\.intensity).min() ?? ridge, ridge / 2)
    let most = max(layers.map(\.intensity).max() ?? ridge, ridge * 2)
    return ScatterPlot(
      x: PlotAxis("MACs a byte of DRAM", [least, most], isLogarithmic: true),
      y: PlotAxis("MACs a cycle", layers.map(\.macsPerCycle) + [peak, least * bandwidth], isLogarithmic: true),
      layers.map {
        .init(x: $0.intensity, y: $0.macsPerCycle, label: "\($0.name): \(percent($0.utilization))", isHighlighted: false)
      },
      line: [(least, least * bandwidth), (ridge, peak), (most, peak)]
    ).svg
  }
}
