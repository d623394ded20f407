import Accelerator
import ArgumentParser
import Compiler
import Network

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List all that keeps a network off the accelerator, operator by operator.",
    usage: "orris check <model.tflite> [--preset <name> | --architecture <file.json>] [--rows <n> ...] [--json]",
    discussion: """
      Says of each operator where it is computed, or why it cannot be, and the share of multiply-accumulates that can run. \
      The exit status is 0 if the network runs, all of it but what the host computes at its end, and 2 if it does not.
      """)

  @OptionGroup var source: ModelOptions
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: .accelerator)
    let check = try NetworkCheck(try NetworkSurvey(tfliteFileAt: source.path), architecture)
    let report = CheckReport(check, architecture)
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
    guard check.runs else { throw CommandFailure(.badInput, report.failure) }
  }
}
