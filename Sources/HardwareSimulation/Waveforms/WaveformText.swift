import BigInt

/// Draws tracks as text, clock cycles aligned.
struct WaveformText {
  let tracks: [WaveformTrack]
  let cycles: [Int]
  let columns: Int

  /// Neighbouring cycles with the same value.
  private struct Run {
    let value: BigInt?
    let length: Int
  }

  func render(_ range: Range<Int>) -> String {
    let label = (tracks.map(\.row.signal) + ["cycle"]).map(\.count).max()! + 2
    let cell = cellWidth(range)
    let perBand = max(1, (columns - label) / cell)
    let starts = stride(from: range.lowerBound, to: range.upperBound, by: perBand)
    let bands = starts.map { band($0..<min($0 + perBand, range.upperBound), label: label, cell: cell) }
    return bands.joined(separator: "\n\n")
  }

  /// Wide enough that each value fits into the cycles in which it stands.
  private func cellWidth(_ range: Range<Int>) -> Int {
    let ruler = range.map { String(cycles[$0]).count }.max() ?? 0
    let values = tracks.filter { !$0.isLevel }.flatMap { track in
      runs(track, range).map { run in run.value.map { (track.text($0).count + run.length) / run.length } ?? 1 }
    }
    return max(4, ruler + 1, values.max() ?? 0)
  }

  private func band(_ range: Range<Int>, label: Int, cell: Int) -> String {
    let ruler = line("cycle", label, range.map { padded(String(cycles[$0]), cell) }.joined())
    let rows = tracks.map { track in
      line(track.row.signal, label, track.isLevel ? levels(track, range, cell) : values(track, range, cell))
    }
    return ([ruler] + rows).joined(separator: "\n")
  }

  private func levels(_ track: WaveformTrack, _ range: Range<Int>, _ cell: Int) -> String {
    range.map { String(repeating: track.samples[$0].map { $0 == 0 ? "▁" : "█" } ?? "·", count: cell) }.joined()
  }

  private func values(_ track: WaveformTrack, _ range: Range<Int>, _ cell: Int) -> String {
    runs(track, range).map { run in
      guard let value = run.value else { return String(repeating: "·", count: run.length * cell) }
      // A band may cut a run short of its value's text.
      return padded("│" + String(track.text(value).prefix(run.length * cell - 1)), run.length * cell)
    }.joined()
  }

  private func runs(_ track: WaveformTrack, _ range: Range<Int>) -> [Run] {
    var runs: [Run] = []
    for index in range {
      let value = track.samples[index]
      if let last = runs.last, last.value == value {
        runs[runs.count - 1] = Run(value: value, length: last.length + 1)
      } else {
        runs.append(Run(value: value, length: 1))
      }
    }
    return runs
  }

  private func line(_ name: String, _ label: Int, _ content: String) -> String {
    var text = padded(name, label) + content
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
