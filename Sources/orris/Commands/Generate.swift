import Accelerator
import ArgumentParser
import Hardware

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an accelerator's Verilog.",
    usage: "orris generate [--preset <name> | --architecture <file.json>] [--rows <n> ...] -o <folder>",
    discussion: """
      Writes one Verilog-2005 file for each module, the file list \(DesignScope.accelerator.listName), the C header \
      \(RegisterMap.headerName) and the page registers.md, architecture.json, and a summary of parameters, memories \
      and modules as summary.md and summary.json.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Print the summary as JSON.") var json = false
  @OptionGroup var part: ScopeOptions
  @OptionGroup(title: "Verilog") var style: PrintingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: part.scope)
    try OutputFolder.check(output)
    let generated = try GeneratedFolder(architecture, part.scope, style.printing)
    try generated.write(to: output)
    try Terminal.output.write(json ? generated.summary.json : generated.report(folder: output))
  }
}
