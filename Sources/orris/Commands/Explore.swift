import Accelerator
import ArgumentParser
import Foundation
import Mapping
import Network

struct Explore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Map a network onto many architectures, and find those that nothing beats.",
    usage: """
      orris explore (--layers <table.csv> | --network <model.tflite>) [--preset <name> | --architecture <file.json>] \
      [--rows <list> ...] -o <folder>
      """,
    discussion: """
      A list is 8,12,16 or 8-32 or 8-32:8; all combinations are tried, at most \(SweepOptions.maximumCount). The folder gets results.csv, results.json and \
      report.html. Each architecture is noted in points.jsonl as soon as it is done: the same command goes on where it was \
      stopped.
      """)

  @OptionGroup var source: LayerOptions
  @OptionGroup var goal: ObjectiveOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Print the results as JSON.") var json = false
  @OptionGroup(title: "Architectures") var sweep: SweepOptions

  func run() async throws {
    let architectures = try possible(sweep.architectures())
    let table = try source.table()
    let layers = table.layers.map { layer in
      source.batch.map { layer.batch(of: $0) } ?? layer
    }
    let search = MappingSearch(architectures[0], within: .accelerator, try goal.preference())
    try OutputFolder.check(output, for: ["results.csv", "results.json", "report.html"])
    let log = try ExploreLog(in: output, setup: ExploreLog.setup(LayerTable(name: table.name, layers: layers), search))
    let points = try await Sweep(architectures, layers, search, log).run()
    let report = ExploreReport(table.name, search, varied: sweep.varied.map(\.field.name), points)
    var folder = try OutputFolder(output)
    try folder.add("results.csv", report.csv)
    try folder.add("results.json", orris.json(of: report))
    try folder.add("report.html", report.html)
    try folder.commit()
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
  }

  /// Those that break no rule.
  ///
  /// Others are no fault of the sweep, unless they are all.
  private func possible(_ architectures: [Architecture]) throws -> [Architecture] {
    var firstError: ArchitectureError?
    var possible: [Architecture] = []
    for architecture in architectures {
      do throws(ArchitectureError) {
        possible.append(try architecture.validatedForAccelerator())
      } catch {
        firstError = firstError ?? error
      }
    }
    guard let firstError else { return possible }
    if possible.isEmpty { throw firstError }
    Terminal.error.note(
      "\(architectures.count - possible.count) of \(architectures.count) architectures break a rule and are left out, for "
        + "example: \(firstError.problems[0])\n")
    return possible
  }
}
