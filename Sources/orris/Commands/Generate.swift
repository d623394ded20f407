import Accelerator
import ArgumentParser
import Hardware

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an accelerator's Verilog.",
    usage: "orris generate [--preset <name> | --architecture <file.json>] [--rows <n> ...] -o <folder>",
    discussion: """
      Writes one Verilog file for each module, the file list \(DesignScope.accelerator.listName), the C header \
      \(RegisterMap.headerName) and the page registers.md, architecture.json, and a summary of parameters, memories \
      and modules as summary.md and summary.json; with --line-map also \(LineMap.fileName), the lines of Swift that \
      declarations and assignments of the Verilog come from.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Print the summary as JSON.") var json = false
  @Flag(help: "Also write \(LineMap.fileName): the lines of Swift that declarations and assignments come from.")
  var lineMap = false
  @OptionGroup var part: ScopeOptions
  @OptionGroup(title: "Verilog") var style: PrintingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  /// - Throws: `ValidationError` where it is the options that give names which cannot be.
  private static func generated(
    _ architecture: Architecture, _ scope: DesignScope, _ printing: Verilog.Options
  ) throws -> GeneratedFolder {
    do {
      return try GeneratedFolder(architecture, scope, printing)
    } catch let error as DesignError where error.diagnostics.allSatisfy({ $0.check == "option" }) {
      throw ValidationError(error.diagnostics.map(\.message).joined(separator: "\n"))
    }
  }

  func run() throws {
    let architecture = try options.resolved(for: part.scope)
    try OutputFolder.check(output)
    let generated = try Self.generated(architecture, part.scope, style.printing)
    try generated.write(to: output, withLineMap: lineMap)
    try Terminal.output.write(json ? generated.summary.json : generated.report(folder: output))
  }
}
