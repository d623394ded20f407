import Foundation
import Hardware
import HardwareSimulation

/// The waveform in a block's documentation: which inputs it is given, and which signals it shows.
struct Waveform: Sendable {
  /// The block's source file below `Sources/HardwareLibrary`.
  let file: String
  let block: any Module
  let rows: [WaveformRow]
  /// The values of each input cycle by cycle; the last one stays.
  let inputs: [(name: String, values: [UInt64])]
  let cycles: Int

  init(
    _ file: String, _ block: any Module, rows: [WaveformRow], cycles: Int, _ inputs: KeyValuePairs<String, [UInt64]>
  ) {
    (self.file, self.block, self.rows, self.cycles) = (file, block, rows, cycles)
    self.inputs = inputs.map { ($0.key, $0.value) }
  }

  /// The lines between the fences in the documentation comment.
  var documented: [String] {
    get throws {
      let lines = try String(contentsOf: Self.sources.appending(path: file), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(of: "/// ```waveform") else { return [] }
      return lines[(start + 1)...].prefix { $0 != "/// ```" }.map { String($0.dropFirst(4)) }
    }
  }

  /// What the block does; dots where it depends on what a register or a memory held before.
  func rendered() throws -> [String] {
    let recording = try recorded(InitialState(seed: 1))
    try recording.hide(differencesFrom: recorded(InitialState(seed: 2)))
    return recording.text(columns: 96).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func recorded(_ initialState: InitialState) throws -> WaveformRecording {
    let bench = try Backend.interpreter.bench(block, initialState: initialState)
    let recording = try WaveformRecording(of: bench.simulator, rows)
    for cycle in 0..<cycles {
      for (name, values) in inputs { try bench.set(name, values[min(cycle, values.count - 1)]) }
      try bench.cycle()
    }
    return recording
  }

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/HardwareLibrary").standardized
}
