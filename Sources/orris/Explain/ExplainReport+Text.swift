import Mapping

extension ExplainReport {
  /// For a person at a terminal: the steps of the whole network, and each layer's.
  func text(for terminal: Terminal) -> String {
    let title = "\(network) on \(architecture.rows) x \(architecture.columns) processing elements: where the cycles go"
    let parts =
      [
        (title, stepTable), ("Of each layer: what each limit costs", layerTable),
        ("Of each layer: what the predicted cycles are spent on", causeTable),
      ] + simulatedTables
    return parts.map { terminal.style($0, .heading) + "\n" + $1.lines { terminal.style($0, .faint) } }
      .joined(separator: "\n") + timelines(for: terminal) + "\n\(summary)\n"
  }

  /// All cycles and their use in a line.
  var summary: String {
    let predicted = "\(grouped(cycles)) cycles, \(percent(utilization)) of the MAC slots"
    guard let simulation else { return predicted }
    let measured = "\(grouped(simulation.cycles)) cycles, \(percent(simulation.utilization))"
    let off = "is off by \(signedPercent(simulation.predictionError))"
    return simulation.steps == nil
      ? "predicted: \(predicted); simulated: \(measured); the prediction \(off)"
      : "simulated: \(measured) of the MAC slots; layers: \(grouped(simulation.layerCycles)) cycles, of which the prediction, "
        + "\(grouped(cycles)), \(off)"
  }

  private func timelines(for terminal: Terminal) -> String {
    timelines.reduce("") { text, timeline in
      text + "\n" + terminal.style("\(timeline.name): when each part is busy", .heading) + "\n"
        + timeline.timeline.lines(width: terminal.width, steps: timeline.steps)
    }
  }

  var stepTable: TextTable {
    var table = TextTable([
      ("limit", .left), ("cycles at least", .right), ("costs", .right), ("of all", .right), ("", .left),
    ])
    let all = Double(max(1, simulation?.cycles ?? cycles))
    let tightest = layers.reduce(CycleBreakdown()) { $0 + $1.cyclesByCause }.tightestResource
    for step in steps {
      let most = step.step == .bandwidth ? tightest.map { "; most by the \($0)" } ?? "" : ""
      table.add([
        step.step.title, grouped(step.cycles), grouped(step.cost), percent(Double(step.cost) / all),
        step.step.meaning + most,
      ])
    }
    if let simulation {
      let excess = simulation.layerCycles - cycles
      table.add([
        "measured", grouped(simulation.layerCycles), signed(excess), signedPercent(Double(excess) / all),
        "what the prediction is off",
      ])
      let rest = simulation.cycles - simulation.layerCycles
      if rest > 0 {
        table.add([
          "vector unit", grouped(simulation.cycles), grouped(rest), percent(Double(rest) / all),
          "steps of the network without weights, measured",
        ])
      }
    }
    return table
  }

  /// What PEs without end would need is next to nothing, so the number of PEs is charged with it.
  var layerTable: TextTable {
    let limits = LayerExplanation.Step.allCases.dropFirst(2)
    var table = TextTable(
      [("layer", .left)] + limits.map { ($0.title, .right) }
        + [("most bandwidth", .left), ("cycles", .right), ("utilisation", .right)]
        + (simulation == nil ? [] : [("measured", .right), ("utilisation", .right)]))
    for layer in layers {
      let costs = [layer.steps[2].cycles] + layer.steps[3...].map(\.cost)
      let measured = layer.simulation.map { [grouped($0.cycles), percent($0.utilization)] } ?? []
      table.add(
        [layer.name] + costs.map(grouped) + [layer.cyclesByCause.tightestResource ?? ""]
          + [grouped(layer.cyclesByCause.total), percent(layer.utilization)] + measured)
    }
    return table
  }

  private var causeTable: TextTable {
    var table = TextTable([("layer", .left)] + CycleBreakdown.parts.map { ($0.name, .right) })
    for layer in layers {
      table.add([layer.name] + CycleBreakdown.parts.map { grouped(layer.cyclesByCause[keyPath: $0.path]) })
    }
    return table
  }
}

extension LayerExplanation.Step {
  var title: String {
    switch self {
    case .layer: "layer"
    case .dataflow: "dataflow"
    case .processingElements: "number of PEs"
    case .arrayShape: "array shape"
    case .storage: "storage"
    case .bandwidth: "bandwidth"
    case .stalls: "stalls"
    }
  }
}
