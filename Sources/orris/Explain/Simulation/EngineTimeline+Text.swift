extension EngineTimeline {
  private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let shortestBar = 20
  private static let titleWidth = TimelineLane.allCases.map(\.title.count).max()!

  /// A line for each lane that is ever busy: the higher a block, the busier.
  ///
  /// Below them the cycles, and above them the numbers of a network's steps where they begin, as far as there is room.
  ///
  /// - Parameter width: columns of the terminal.
  func lines(width: Int, indent: Int = 2, steps: [SimulatedNetwork.Step] = []) -> String {
    let columns = columns(max(Self.shortestBar, width - indent - Self.titleWidth - 10))
    let margin = String(repeating: " ", count: indent)
    var text = steps.isEmpty ? "" : margin + padded("steps", Self.titleWidth) + "  " + numbers(steps, columns) + "\n"
    for lane in lanes where lane.average > 0 {
      let bar = busy(lane, in: columns).map { Self.blocks[Int(($0 * 8).rounded(.up))] }
      text +=
        margin + padded(lane.lane.title, Self.titleWidth) + " |" + String(bar) + "| "
        + padded(percent(lane.average), 6, alignsRight: true) + "\n"
    }
    let end = grouped(cycles)
    let gap = max(1, columns.count - 1 - "0".count - end.count)
    return text + margin + String(repeating: " ", count: Self.titleWidth + 2) + "0" + String(repeating: " ", count: gap)
      + end + " cycles\n"
  }

  private func numbers(_ steps: [SimulatedNetwork.Step], _ columns: [Int]) -> String {
    steps.enumerated().reduce("") { text, step in
      let place = columns.lastIndex { $0 <= step.element.begin } ?? 0
      // A blank keeps numbers apart.
      guard text.isEmpty || place > text.count else { return text }
      return padded(text, place) + "\(step.offset)"
    }
  }
}

private func padded(_ text: String, _ width: Int, alignsRight: Bool = false) -> String {
  let padding = String(repeating: " ", count: max(0, width - text.count))
  return alignsRight ? padding + text : text + padding
}
