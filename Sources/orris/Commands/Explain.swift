import Accelerator
import ArgumentParser
import Foundation
import Mapping
import Network

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
      cycles, and a timeline shows when each engine was at work.
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
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Memory, with --simulate") var memory: TimingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func validate() throws {
    guard simulate || memory.timing == .fast else {
      throw ValidationError("what is said of the memory is for --simulate; predictions are of a fast one")
    }
  }

  func run() async throws {
    let architecture = try options.resolved(for: .accelerator)
    let table = try source.table()
    let unknown = names.filter { name in !table.layers.contains { $0.name == name } }
    guard unknown.isEmpty else {
      throw CommandFailure(
        .badInput,
        "\(table.name): there is no layer \(unknown.joined(separator: ", ")); the layers are "
          + table.layers.map(\.name).joined(separator: ", "))
    }
    if let output { try OutputFile.check(output) }
    let layers = table.layers.filter { names.isEmpty || names.contains($0.name) }.map { layer in
      source.batch.map { NamedLayer(name: layer.name, shape: layer.shape.batch(of: $0)) } ?? layer
    }
    let report = try await report(layers, of: table.name, architecture)
    if let output { try OutputFile.write(report.html, to: output) }
    Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
  }

  private func report(
    _ layers: [NamedLayer], of network: String, _ architecture: Architecture
  ) async throws -> ExplainReport {
    guard simulate else {
      return try await ExplainReport(layers, network: network, MappingSearch(architecture, within: .accelerator))
    }
    let simulated = try await LayerSimulation(architecture, timing: memory.timing).run(layers)
    return ExplainReport(simulated, network: network, memory: memory.timing, architecture)
  }
}
