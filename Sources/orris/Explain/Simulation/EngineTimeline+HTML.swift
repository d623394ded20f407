extension EngineTimeline {
  private static let mostColumns = 320

  /// All lanes that are ever busy.
  ///
  /// - Parameter marks: the steps of a network.
  func chart(marks: [LaneChart.Mark]) -> LaneChart {
    let columns = columns(Self.mostColumns)
    return LaneChart(
      unit: "cycles", borders: columns,
      lanes.filter { $0.average > 0 }.map { lane in
        LaneChart.Lane(
          name: lane.lane.title, colour: lane.lane.kind.colour, values: busy(lane, in: columns),
          note: percent(lane.average))
      }, marks: marks)
  }
}

extension TimelineLane.Kind {
  fileprivate var colour: String {
    switch self {
    case .engine: "#4070b0"
    case .network: "#5a5a9a"
    case .memory: "#b08030"
    case .macs: "#2f7d4f"
    case .wait: "#c02020"
    }
  }
}
