import ArgumentParser
import CoSimulation
import Golden
import Network

struct Sizes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure what each feature map takes in DRAM in each format.",
    usage: "orris sizes <model.tflite> --input <x.npy> [--preset <name> | --architecture <file.json>] [--rows <n> ...]",
    discussion: """
      Runs the first inference on the generated accelerator once in each format, with every tensor on the bus, compares \
      all tensors with the golden model's, and counts the bytes, headers included, that went over the bus.
      """)

  @OptionGroup var source: ModelOptions
  @Option(
    help: ArgumentHelp("Its int8 input; the first dimension is the batch.", valueName: "x.npy"),
    completion: .file(extensions: ["npy"]))
  var input: String
  @Flag(help: "Print the table as Markdown.") var markdown = false
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: .accelerator)
    guard architecture.compression else {
      throw CommandFailure(.badInput, "the architecture has compression off, so there is one format only")
    }
    let graph = try source.graph()
    let inputs = try GoldenModel(graph).inferences(of: try Tensor(npyFileAt: input))
    let report = try SizeReport(graph, architecture, inputs[0])
    try Terminal.output.write(
      json ? orris.json(of: report) : markdown ? report.table.markdown : report.text(for: .output))
  }
}
