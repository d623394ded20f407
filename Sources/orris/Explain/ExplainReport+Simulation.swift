import Accelerator
import Mapping

/// Tables of what was simulated, for text and page alike.
extension ExplainReport {
  /// With their titles; none where nothing was simulated.
  var simulatedTables: [(title: String, table: TextTable)] {
    guard simulation != nil else { return [] }
    return (networkTable.map { [("The steps of the program, one after the other", $0)] } ?? []) + [
      ("Of each layer: what the hardware counted: cycles, MACs over all PEs, waits of the array", waitTable),
      ("Of each layer: the part of the measured cycles in which an engine has work", engineTable),
      ("Of each layer: words in thousands, predicted for data without zeros and counted", accessTable),
    ]
  }

  /// What was simulated, each with its timeline.
  var timelines: [(name: String, timeline: EngineTimeline, steps: [SimulatedNetwork.Step])] {
    if let timeline = simulation?.timeline { return [(network, timeline, simulation?.steps ?? [])] }
    return simulated.compactMap { layer, run in run.timeline.map { (layer.name, $0, []) } }
  }

  /// Of a network: a step begins where the one before ends.
  private var networkTable: TextTable? {
    guard let simulation, let steps = simulation.steps else { return nil }
    var table = TextTable([
      ("", .right), ("step", .left), ("begins at", .right), ("cycles", .right), ("of all", .right),
      ("predicted", .right),
      ("MACs", .right), ("utilisation", .right),
    ])
    for (index, step) in steps.enumerated() {
      table.add([
        "\(index)", step.name, grouped(step.begin), grouped(step.cycles),
        percent(Double(step.cycles) / Double(max(1, simulation.cycles))),
        step.predictedCycles.map { Self.predicted($0, measured: step.cycles) } ?? "",
        step.macs > 0 ? grouped(step.macs) : "",
        step.macs > 0 ? percent(fraction(step.macs, step.cycles, architecture)) : "",
      ])
    }
    let macs = steps.reduce(0) { $0 + $1.macs }
    table.add(["", "all", "", grouped(simulation.cycles), "", "", grouped(macs), percent(simulation.utilization)])
    return table
  }

  /// Cycles in which the array waits, and what the MACs would take if all PEs shared them.
  ///
  /// Waits for several things may be at the same time, so nothing adds up here.
  private var waitTable: TextTable {
    var table = TextTable(
      [("layer", .left), ("cycles", .right), ("predicted", .right), ("MACs", .right)]
        + Self.waits.map { ($0.title, .right) })
    for (layer, run) in simulated {
      let slots = run[.macsDone] + run[.macsGated]
      let pes = architecture.rows * architecture.columns
      table.add(
        [layer.name, grouped(run.cycles), Self.predicted(layer.cyclesByCause.total, measured: run.cycles)]
          + [grouped((slots + pes - 1) / pes)] + Self.waits.map { grouped(run[$0.counters[0]]) })
    }
    return table
  }

  /// The part of a layer's cycles in which each engine has work.
  ///
  /// The loads of a step of a network may begin within the step before, so the load engine can be at work for more
  /// cycles than the step is charged with.
  private var engineTable: TextTable {
    let engines = TimelineLane.allCases.filter { $0.kind == .engine }
    var table = TextTable([("layer", .left)] + engines.map { ($0.title, .right) })
    for (layer, run) in simulated {
      table.add(
        [layer.name]
          + engines.map { percent(min(1, Double(run[$0.counters[0]]) / Double(max(1, run.cycles)))) })
    }
    return table
  }

  /// Words at each level as predicted for data without zeros, and as counted.
  private var accessTable: TextTable {
    let levels: [(String, (Accesses) -> Int)] = [
      ("MACs", \.macs), ("scratchpads", \.scratchpad.total), ("network", \.network.total), ("buffer", \.buffer.total),
      ("DRAM", \.memory.total),
    ]
    var table = TextTable(
      [("layer", .left)] + levels.flatMap { [("\($0.0) predicted", .right), ("counted", .right)] })
    for (layer, run) in simulated {
      table.add(
        [layer.name] + levels.flatMap { [thousands($0.1(layer.accesses)), thousands($0.1(run.accesses))] })
    }
    return table
  }

  /// The layers that were simulated.
  var simulated: [(layer: Layer, run: SimulatedRun)] {
    layers.compactMap { layer in layer.simulation.map { (layer, $0) } }
  }

  private static let waits = TimelineLane.allCases.filter { $0.kind == .wait }

  /// A prediction with what it is off.
  static func predicted(_ predicted: Int, measured: Int) -> String {
    "\(grouped(predicted)) (\(signedPercent(predictionError(predicted, measured: measured))))"
  }

  private func thousands(_ count: Int) -> String { grouped((count + 500) / 1000) }
}

/// A difference with its sign.
func signed(_ number: Int) -> String { (number < 0 ? "-" : "+") + grouped(abs(number)) }

/// A change as a percentage with its sign, of which nothing is left where it rounds to 0.
func signedPercent(_ fraction: Double) -> String { (fraction <= -0.0005 ? "-" : "+") + percent(abs(fraction)) }
