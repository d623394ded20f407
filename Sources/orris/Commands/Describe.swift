import Accelerator
import ArgumentParser

struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what an architecture consists of, before anything is built.",
    usage: "orris describe [--preset <name> | --architecture <file.json>] [--rows <n> ...] [--json]")

  @Flag(help: "Print JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved()
    let summary = DesignSummary(try ProcessingArray(architecture).elaborated(), architecture)
    Terminal.output.write(json ? summary.json : summary.text(for: .output))
  }
}
