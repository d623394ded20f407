import Accelerator
import ArgumentParser
import Foundation
import Golden
import Mapping
import Network
import TextFiles

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell where the cycles of each layer go, limit by limit.",
    usage: """
      orris explain (--layers <table.csv> | --network <model.tflite>) [--layer <name> ...] \
      [--simulate] [--preset <name> | --architecture <file.json>] [--rows <n> ...] [-o <page.html>]
      """,
    discussion: """
      The seven steps of Eyexam: the layer, the dataflow, the number of PEs, the shape of the array, its storage, the average \
      bandwidth, and stalls. Each has a bound in cycles, found by a search over all mappings, and what it costs beyond the \
      step before. The page has a roofline, the causes of each layer, the array and the energy by level. With --simulate \
      each layer runs in RTL with random data as well, and is compared with the golden model: the steps end at the measured \
      cycles, and a timeline shows when each engine was at work. A network is simulated as a whole, with all its steps: \
      maps then stay in the buffer where there is room.
      """)

  @OptionGroup var source: LayerOptions
  @Option(
    name: .customLong("layer"), parsing: .upToNextOption,
    help: ArgumentHelp("Explain only the layers of these names.", valueName: "name"))
  var names: [String] = []
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write a page.", valueName: "page.html"),
    completion: .file(extensions: ["html"]))
  var output: String?
  @Flag(help: "Simulate the layers in RTL, too, and set what the hardware counts beside the prediction.")
  var simulate = false
  @Option(
    help: ArgumentHelp(
      "With --simulate and --network: its int8 input, of which the first sample is taken; random values without it.",
      valueName: "x.npy"), completion: .file(extensions: ["npy"]))
  var input: String?
  @OptionGroup var goal: ObjectiveOptions
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Memory, with --simulate") var memory: TimingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func validate() throws {
    guard simulate || memory.timing == .fast else {
      throw ValidationError("what is said of the memory is for --simulate; predictions are of a fast one")
    }
    let isWhole = simulate && source.network != nil
    guard input == nil || isWhole else { throw ValidationError("--input is for --simulate with --network") }
    guard !isWhole || (names.isEmpty && source.batch == nil) else {
      throw ValidationError("a network is simulated as a whole: --layer and --batch are for tables of layers")
    }
  }

  func run() async throws {
    let architecture = try options.resolved(for: .accelerator)
    if let output { try OutputFile.check(output) }
    let report =
      if simulate, let path = source.network {
        try wholeNetwork(Graph(forAcceleratorAt: path), architecture)
      } else {
        try await layers(architecture)
      }
    if let output { try OutputFile.write(report.html, to: output) }
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
  }

  private func wholeNetwork(_ graph: Graph, _ architecture: Architecture) throws -> ExplainReport {
    let sample = try input.map { try GoldenModel(graph).inferences(of: Tensor(npyFileAt: $0))[0] }
    let network = try SimulatedNetwork(
      graph, input: sample, architecture, try goal.preference(), timing: memory.timing)
    return ExplainReport(network, memory: memory.timing, architecture)
  }

  private func layers(_ architecture: Architecture) async throws -> ExplainReport {
    let table = try source.table()
    let unknown = names.filter { name in !table.layers.contains { $0.name == name } }
    guard unknown.isEmpty else {
      throw CommandFailure(
        .badInput,
        "\(table.name): there is no layer \(listed(names: unknown)); the layers are "
          + listed(names: table.layers.map(\.name)))
    }
    let layers = table.layers.filter { names.isEmpty || names.contains($0.name) }.map { layer in
      source.batch.map { layer.batch(of: $0) } ?? layer
    }
    guard simulate else {
      return try await ExplainReport(
        layers, network: table.name, MappingSearch(architecture, within: .accelerator, try goal.preference()))
    }
    let simulated = try LayerSimulation(architecture, try goal.preference(), timing: memory.timing).run(layers)
    return ExplainReport(simulated, network: table.name, memory: memory.timing, architecture)
  }
}
