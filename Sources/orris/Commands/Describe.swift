import Accelerator
import ArgumentParser
import Hardware

struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what an architecture consists of, before anything is built.",
    usage: "orris describe [--preset <name> | --architecture <file.json>] [--rows <n> ...] [--json]")

  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var part: ScopeOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: part.scope)
    let summary = DesignSummary(try elaborated(architecture), architecture)
    try Terminal.output.write(json ? summary.json : summary.text(for: .output))
  }

  private func elaborated(_ architecture: Architecture) throws -> Netlist.Design {
    let progress = Progress("describe", total: 1)
    defer { progress.finish() }
    progress.update(0, "elaborating")
    return try part.scope.elaborated(architecture)
  }
}
