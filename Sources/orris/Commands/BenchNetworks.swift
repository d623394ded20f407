import ArgumentParser
import Foundation

struct BenchNetworks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-networks",
    abstract: "Measure well-known networks in RTL, beside what is predicted and what is published of Eyeriss.",
    usage: "orris bench-networks -o <folder> [--only <part> ...] [--document <page.md> ...] [--json]",
    discussion: """
      The parts, the quick ones first: \(NetworkBenchmark.Part.allCases.map(\.rawValue).joined(separator: ", ")). The folder gets \
      tables.md and results.json. Each measurement is noted in measurements.jsonl as soon as it is done: the same command goes \
      on where it was stopped, and measures anew what other hardware or another program would make of it. Each part's tables are \
      kept in parts/. With --document, each block of a page that begins with the line <!-- orris PART --> and ends with \
      <!-- end --> gets the tables of that part, also of earlier runs; <!-- orris summary --> gets the summary if all parts \
      have a result. Take an optimized build of orris.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Only these parts.", valueName: "part"))
  var only: [NetworkBenchmark.Part] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Pages whose blocks are replaced by the results.", valueName: "page.md"),
    completion: .file(extensions: ["md"]))
  var document: [String] = []
  @Option(help: ArgumentHelp("The folder of the layer tables.", valueName: "folder"), completion: .directory)
  var tables = "layers"
  @Option(
    help: ArgumentHelp("The folder of networks that are not shipped.", valueName: "folder"), completion: .directory)
  var workloads = "../shared/workloads"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Simulate only layers that are predicted to take at most so many cycles.", valueName: "cycles"))
  var longest: Int?
  @OptionGroup var goal: ObjectiveOptions
  @Flag(help: "Print JSON.") var json = false

  private struct Report: Encodable {
    let machine: Machine
    let tables: [BenchTable]
    let summary: [SummaryRow]
  }

  func run() async throws {
    let machine = try Machine()
    try OutputFolder.check(output, for: ["results.json", "tables.md"])
    let pages = try BenchPages(document, folder: output)
    let benchmark = NetworkBenchmark(
      tables: tables, workloads: workloads, folder: output, log: try MeasurementLog(in: output), longest: longest,
      preference: try goal.preference())
    if !json { try Terminal.output.write(machine.text) }
    var result = BenchResult()
    for part in NetworkBenchmark.Part.allCases where only.isEmpty || only.contains(part) {
      let found = try await benchmark.run(part)
      if !found.isEmpty { try pages.keep(found, of: part, machine.note) }
      if !json { for table in found.tables { try show(table) } }
      result.tables += found.tables
      result.summary += found.summary
    }
    let summary = SummaryRow.table(result.summary)
    var folder = try OutputFolder(output)
    let report = orris.json(of: Report(machine: machine, tables: result.tables, summary: result.summary))
    try folder.add("results.json", report.utf8)
    try folder.add("tables.md", markdown(machine, result.tables + [summary]).utf8)
    try folder.commit()
    for name in try pages.write() { Terminal.error.note("\(name) is left as it was: there is no result for it\n") }
    if json { try Terminal.output.write(report) } else { try show(summary) }
  }

  private func show(_ table: BenchTable) throws(OutputError) {
    let terminal = Terminal.output
    try terminal.write(
      "\n" + terminal.style(table.title, .heading) + "\n" + table.text.lines { terminal.style($0, .faint) })
  }

  private func markdown(_ machine: Machine, _ tables: [BenchTable]) -> String {
    tables.reduce(machine.text) { $0 + "\n## \($1.title)\n\n" + $1.text.markdown }
  }
}

extension NetworkBenchmark.Part: ExpressibleByArgument {}
