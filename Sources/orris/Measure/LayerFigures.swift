import Accelerator
import Mapping
import TextFiles

/// What a layer takes from DRAM to DRAM, predicted or as the hardware counted it.
struct LayerFigures: Hashable, Codable, Sendable {
  let cycles: Int
  /// Accesses of the array to the buffer, as activations and psums that it takes or gives; not those of transfers.
  let bufferWords: Int
  /// Activations and weights over the bus to DRAM; of compressed maps as expected from their zeros, or as counted.
  let memory: DataCounts

  init(cycles: Int, _ counts: AccessCounts, _ mapping: Mapping, _ architecture: Architecture) {
    self.cycles = cycles
    // What is read is a group of bus words within a vector.
    let activations = min(architecture.ifmapBusWords, mapping.lanesPerVector(architecture))
    let psums = min(architecture.psumBusWords, mapping.psumsPerColumn)
    bufferWords =
      counts[.ifmapReads] * activations + (counts[.psumReads] + counts[.psumWrites] + counts[.ofmapWrites]) * psums
    memory = Accesses(counts, architecture).memory
  }
}

/// What came of a layer in RTL.
struct LayerMeasurement: Codable, Sendable {
  let figures: LayerFigures
  /// Of simulation.
  let seconds: Double
  /// Whether all outputs are the golden model's.
  let isEqual: Bool
  /// Counters that differ from what was predicted.
  let differences: [String]
  /// Whether it was known from an earlier run.
  var isFromLog = false

  var isRight: Bool { isEqual && differences.isEmpty }

  private enum CodingKeys: CodingKey { case figures, seconds, isEqual, differences }
}

/// A layer with its prediction and, where it was simulated, its measurement.
struct LayerRow: Encodable {
  let layer: String
  /// Multiply-accumulates of the layer, those with padding included.
  let macs: Int
  let mapping: ScheduleLetters
  let predicted: LayerFigures
  let measured: LayerMeasurement?
}

extension [LayerRow] {
  /// A prediction and a measurement of the same layers.
  var cycles: (predicted: Int, measured: Int) {
    let measured = filter { $0.measured != nil }
    return (measured.reduce(0) { $0 + $1.predicted.cycles }, measured.reduce(0) { $0 + $1.measured!.figures.cycles })
  }

  /// MACs a cycle as a fraction of the PEs: predicted for all layers, and measured for those that were simulated.
  func utilization(_ architecture: Architecture) -> (predicted: Double, measured: Double?) {
    let measured = filter { $0.measured != nil }
    let (predicted, found) = (reduce(0) { $0 + $1.predicted.cycles }, measured.cycles.measured)
    return (
      fraction(reduce(0) { $0 + $1.macs }, predicted, architecture),
      measured.isEmpty ? nil : fraction(measured.reduce(0) { $0 + $1.macs }, found, architecture)
    )
  }

  /// - Throws: `CommandFailure` with all that is not as it should be.
  func check() throws(CommandFailure) {
    let problems = flatMap { row -> [String] in
      guard let measured = row.measured else { return [] }
      return (measured.isEqual ? [] : ["\(row.layer): outputs differ from the golden model's"])
        + measured.differences.map { "\(row.layer): \($0)" }
    }
    if !problems.isEmpty { throw CommandFailure(.mismatch, listed(problems)) }
  }

  /// For a person at a terminal, or as Markdown.
  func table(_ architecture: Architecture) -> TextTable {
    var table = TextTable(
      [("layer", .left), ("cycles", .right), ("predicted", .right), ("MAC slots", .right)]
        + ["buffer words", "DRAM words", "s"].map { ($0, .right) } + [("outputs and counters", .left)])
    for row in self {
      guard let measured = row.measured else {
        table.add([
          row.layer, "", grouped(row.predicted.cycles), percent(fraction(row.macs, row.predicted.cycles, architecture)),
          grouped(row.predicted.bufferWords), grouped(row.predicted.memory.total), "", "predicted",
        ])
        continue
      }
      let figures = measured.figures
      table.add([
        row.layer, grouped(figures.cycles), predictedText(row.predicted.cycles, measured: figures.cycles),
        percent(fraction(row.macs, figures.cycles, architecture)), grouped(figures.bufferWords),
        grouped(figures.memory.total), "\(measured.seconds)", measured.isRight ? "equal" : "DIFFERENT",
      ])
    }
    let (cycles, utilization) = (self.cycles, self.utilization(architecture))
    if count > 1, let measured = utilization.measured {
      table.add(
        [
          "all in RTL", grouped(cycles.measured), predictedText(cycles.predicted, measured: cycles.measured),
          percent(measured),
        ]
          + ["", "", "", ""])
    }
    if count > 1, contains(where: { $0.measured == nil }) {
      table.add(
        ["all", "", grouped(reduce(0) { $0 + $1.predicted.cycles }), percent(utilization.predicted)]
          + ["", "", "", "predicted"])
    }
    return table
  }
}

/// A prediction, and how far it is off.
func predictedText(_ predicted: Int, measured: Int) -> String {
  let tenths = Int(nearest: 1000 * (Double(predicted) / Double(Swift.max(1, measured)) - 1))
  return "\(grouped(predicted)) (\(tenths < 0 ? "-" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10) %)"
}
