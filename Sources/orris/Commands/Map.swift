import Accelerator
import ArgumentParser
import Mapping
import Network

struct Map: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the best mapping of each layer, and predict what it costs.",
    usage: """
      orris map (--layers <table.csv> | --network <model.tflite>) [--objective <objective>] [--slack <percent>] \
      [--preset <name> | --architecture <file.json>] [--rows <n> ...] [--json]
      """,
    discussion: """
      Each layer comes from DRAM and goes there. The letters are those of the Eyeriss papers; docs/mapper.md says what is \
      counted. --json has for each layer a certificate, the proof that no other mapping is better.
      """)

  @OptionGroup var source: LayerOptions
  @OptionGroup var goal: ObjectiveOptions
  @Flag(help: "Let feature maps lie in DRAM compressed where the zeros that the table tells make them smaller.")
  var compress = false
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() async throws {
    let architecture = try options.resolved(for: .accelerator)
    let search = MappingSearch(architecture, within: .accelerator, try goal.preference())
    guard architecture.compression || !compress else {
      throw CommandFailure(
        .badInput, "--compress: the architecture has no compression; an architecture with \"compression\" is needed")
    }
    let report = try await MapReport(try source.table(), batch: source.batch, compresses: compress, search)
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
  }
}
