import Accelerator
import ArgumentParser
import Golden
import TextFiles

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a network's layers through the array alone and compare every sum with the golden model.",
    usage: """
      orris simulate --network <model.tflite> --input <x.npy> [--layer <n> ...] \
      [--preset <name> | --architecture <file.json>] [--rows <n> ...]
      """,
    discussion: """
      Convolutions and fully connected layers run in Verilator on the Verilog that orris generate --array writes; the model is \
      compiled once for each architecture and kept. Where a sum differs, the first one is shown and the exit status is 1.
      """)

  @OptionGroup var source: NetworkOptions
  @Option(
    name: .customLong("layer"), parsing: .upToNextOption,
    help: ArgumentHelp("Run only these operators of the network.", valueName: "n"))
  var layers: [Int] = []
  @OptionGroup var stalls: StallOptions
  @OptionGroup var inference: InferenceOptions
  @OptionGroup var trace: TraceOptions
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: .array)
    let graph = try source.graph()
    let inputs = try inference.selected(GoldenModel(graph).inferences(of: source.batch()), of: source.input)
    let fit = try ArrayFit(graph, architecture, layers: layers)
    try trace.check()
    let simulation = try Simulation(graph, fit, architecture, trace: trace.format)
    let report = try simulation.run(inputs, stalls: stalls, trace: trace.file).report
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
    guard report.isEqual else { throw CommandFailure(.mismatch, listed(report.mismatches)) }
  }
}
