import Mapping

extension ExplainReport {
  /// For a person at a terminal: the steps of the whole network, and each layer's.
  func text(for terminal: Terminal) -> String {
    let title = "\(network) on \(architecture.rows) x \(architecture.columns) processing elements: where the cycles go"
    let parts = [
      (title, stepTable), ("Of each layer: what each limit costs", layerTable),
      ("Of each layer: what the predicted cycles are spent on", causeTable),
    ]
    return parts.map { terminal.style($0, .heading) + "\n" + $1.lines { terminal.style($0, .faint) } }
      .joined(separator: "\n") + "\n\(grouped(cycles)) cycles, \(percent(utilization)) of the MAC slots\n"
  }

  var stepTable: TextTable {
    var table = TextTable([
      ("limit", .left), ("cycles at least", .right), ("costs", .right), ("of all", .right), ("", .left),
    ])
    for step in steps {
      table.add([
        step.step.title, grouped(step.cycles), grouped(step.cost), percent(Double(step.cost) / Double(max(1, cycles))),
        step.step.meaning,
      ])
    }
    return table
  }

  /// What PEs without end would need is next to nothing, so the number of PEs is charged with it.
  var layerTable: TextTable {
    let limits = LayerExplanation.Step.allCases.dropFirst(2)
    var table = TextTable(
      [("layer", .left)] + limits.map { ($0.title, .right) } + [("cycles", .right), ("utilisation", .right)])
    for layer in layers {
      let costs = [layer.steps[2].cycles] + layer.steps[3...].map(\.cost)
      table.add([layer.name] + costs.map(grouped) + [grouped(layer.cyclesByCause.total), percent(layer.utilization)])
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
