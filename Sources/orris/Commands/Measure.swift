import Accelerator
import ArgumentParser
import CoSimulation
import Mapping
import Network
import TextFiles

struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate layers in RTL with random data, and set what they take beside what is predicted.",
    usage: """
      orris measure (--layers <table.csv> | --network <model.tflite>) [--only <layer> ...] [--batch <n>] \
      [--mapping <file.json>] [--preset <name> | --architecture <file.json>] [--rows <n> ...]
      """,
    discussion: """
      Each layer comes from DRAM and goes there: in int8, or in fixed point where activations and weights have 16 bits. Every \
      output is compared with the golden model's, and all counters but those of cycles with the cost model. Layers run on all \
      cores; one that is like one before is not simulated again.
      """)

  @OptionGroup var source: LayerOptions
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Only the layers of these names.", valueName: "layer"))
  var only: [String] = []
  @Option(
    help: ArgumentHelp(
      "Mappings by the letters of the papers, for the layers that the file names.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var mapping: String?
  @OptionGroup var goal: ObjectiveOptions
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The share of zeros in the input, 0 to 1, instead of the table's, or 0.4.", valueName: "share"))
  var zeros: Double?
  @OptionGroup var compression: CompressionOptions
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Memory") var memory: TimingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  private struct Report: Encodable {
    let network: String
    let architecture: Architecture
    let cycles, predictedCycles: Int
    /// MACs a cycle of all layers as a fraction of the PEs.
    let utilization: Double
    let layers: [LayerRow]
  }

  func validate() throws {
    if let zeros, !(0...1).contains(zeros) { throw ValidationError("--zeros is \(zeros); 0 to 1 is possible") }
  }

  func run() async throws {
    let architecture = try options.resolved(for: .accelerator)
    let table = try source.table()
    let layers = try table.layers(named: only, batch: source.batch)
    var measurements = LayerMeasurements(architecture: architecture)
    (measurements.timing, measurements.preference) = (memory.timing, try goal.preference())
    (measurements.compression, measurements.zeros) = (compression.choice, zeros)
    if let mapping {
      measurements.mappings = try HandMapping.mappings(jsonFileAt: mapping)
      let unknown = measurements.mappings.keys.filter { name in !table.layers.contains { $0.name == name } }.sorted()
      guard unknown.isEmpty else {
        throw CommandFailure(
          .badInput,
          "\(mapping): there is no layer \(listed(names: unknown)); the layers are \(listed(names: table.layers.map(\.name)))"
        )
      }
      guard layers.contains(where: { measurements.mappings[$0.name] != nil }) else {
        throw CommandFailure(
          .badInput, "\(mapping): none of its layers is measured; the layers are \(listed(names: layers.map(\.name)))")
      }
    }
    let start = ContinuousClock.now
    let rows = try await measurements.rows(layers)
    let seconds = Int(((ContinuousClock.now - start) / .seconds(1)).rounded())
    if json {
      let (cycles, utilization) = (rows.cycles, rows.utilization(architecture))
      try Terminal.output.write(
        orris.json(
          of: Report(
            network: table.name, architecture: architecture, cycles: cycles.measured, predictedCycles: cycles.predicted,
            utilization: utilization.measured ?? 0, layers: rows)))
    } else {
      try Terminal.output.write(rows.table(architecture).lines() + "\(seconds) s in all\n")
    }
    try rows.check()
  }
}

extension LayerTable {
  /// Some layers in the table's order, with so many samples.
  ///
  /// - Parameter names: none for all layers.
  func layers(named names: [String], batch: Int?) throws(CommandFailure) -> [NamedLayer] {
    if let name = names.first(where: { name in !layers.contains { $0.name == name } }) {
      throw CommandFailure(
        .badInput, "\(self.name) has no layer \"\(name.shown())\" (its layers are \(listed(names: layers.map(\.name))))"
      )
    }
    return layers.filter { names.isEmpty || names.contains($0.name) }.map { layer in
      let shape = batch.map { layer.shape.batch(of: $0) } ?? layer.shape
      return NamedLayer(name: layer.name, shape: shape, zeros: layer.zeros, ofmapZeros: layer.ofmapZeros)
    }
  }
}
