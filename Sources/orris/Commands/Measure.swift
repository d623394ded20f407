import Accelerator
import ArgumentParser
import CoSimulation
import Network

struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate layers in RTL with random data, and set their cycles beside the predicted ones.",
    discussion: """
      Each layer comes from DRAM and goes there. Every output is compared with the golden model's. A layer that is like \
      one before is not simulated again.
      """)

  @OptionGroup var source: LayerOptions
  @Option(help: ArgumentHelp("Only the layers of these names.", valueName: "layer")) var only: [String] = []
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Memory") var memory: TimingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  private struct Report: Encodable {
    let network: String
    let cycles, predictedCycles: Int
    /// MACs a cycle of all layers as a fraction of the PEs.
    let utilization: Double
    let layers: [LayerMeasurement.Row]
  }

  func run() throws {
    let architecture = try options.resolved(for: .accelerator)
    let table = try source.table()
    let layers = try chosen(of: table)
    let progress = Progress("measuring", total: layers.count)
    defer { progress.finish() }
    progress.update(0, "the model of \(architecture.rows) x \(architecture.columns) processing elements")
    var measurement = try LayerMeasurement(architecture, timing: memory.timing)
    var rows: [LayerMeasurement.Row] = []
    for (index, layer) in layers.enumerated() {
      rows.append(
        try measurement.measure(layer) { cycles, predicted in
          progress.update(index, "\(layer.name), \(grouped(cycles)) of about \(grouped(predicted)) cycles")
        })
    }
    progress.finish()
    print(rows, of: table.name, architecture)
    guard rows.allSatisfy(\.isEqual) else { throw CommandFailure(.mismatch, "outputs differ from the golden model's") }
  }

  private func chosen(of table: LayerTable) throws -> [NamedLayer] {
    for name in only where !table.layers.contains(where: { $0.name == name }) {
      throw ValidationError(
        "\(table.name) has no layer \"\(name)\" (its layers are \(table.layers.map(\.name).joined(separator: ", ")))")
    }
    return only.isEmpty ? table.layers : table.layers.filter { only.contains($0.name) }
  }

  private func print(_ rows: [LayerMeasurement.Row], of network: String, _ architecture: Architecture) {
    let (cycles, predicted) = (rows.reduce(0) { $0 + $1.cycles }, rows.reduce(0) { $0 + $1.predictedCycles })
    let slots = max(1, cycles * architecture.rows * architecture.columns)
    let utilization = Double(rows.reduce(0) { $0 + $1.macs }) / Double(slots)
    guard !json else {
      return Terminal.output.write(
        orris.json(
          of: Report(
            network: network, cycles: cycles, predictedCycles: predicted,
            utilization: (utilization * 10_000).rounded() / 10_000, layers: rows)))
    }
    var table = TextTable([
      ("layer", .left), ("cycles", .right), ("predicted", .right), ("MAC slots", .right), ("output", .left),
    ])
    for row in rows {
      table.add([
        row.layer, grouped(row.cycles), Self.error(row.predictedCycles, row.cycles), percent(row.utilization),
        row.isEqual ? "equal" : "DIFFERENT",
      ])
    }
    table.add(["all", grouped(cycles), Self.error(predicted, cycles), percent(utilization), ""])
    Terminal.output.write(table.lines())
  }

  /// The prediction, and how far it is off.
  private static func error(_ predicted: Int, _ measured: Int) -> String {
    let tenths = Int((1000 * (Double(predicted) / Double(max(1, measured)) - 1)).rounded())
    let amount = "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    return "\(grouped(predicted)) (\(tenths < 0 ? "-" : "+")\(amount) %)"
  }
}
