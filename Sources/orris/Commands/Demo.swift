import Accelerator
import ArgumentParser
import Network

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recognise handwritten digits on generated hardware.",
    discussion: """
      Generates the edge preset, lints it, builds its model with Verilator, and runs images of digits: all \
      convolutions and the fully connected layer on the array, every sum compared, the rest on the golden model.
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("How many images, 1 to 450.", valueName: "n"))
  var images = 20
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the Verilog goes.", valueName: "folder"), completion: .directory)
  var output = "build/demo"

  func validate() throws {
    guard (1...450).contains(images) else { throw ValidationError("--images is \(images); 1 to 450 are possible") }
  }

  func run() throws {
    let digits = try DigitsWorkload(images: images)
    let fit = try ArrayFit(digits.network, .edge, layers: [])
    let generated = try step("generate") {
      try GeneratedFolder(.edge)
    } and: {
      "\($0.verilog.count) modules, 12 x 14 processing elements, in \(output)"
    }
    _ = try step("lint") {
      try lint(generated)
    } and: {
      $0 ? "no warning from verilator --lint-only -Wall" : "no warning before, and nothing has changed"
    }
    let simulation = try step("build") {
      try Simulation(digits.network, fit, .edge)
    } and: { _ in
      "the model in C++, compiled and loaded"
    }
    let result = try step("run") {
      try simulation.run(digits.images)
    } and: {
      "\($0.outputs.count) images, \(grouped($0.report.totals.cycles)) cycles"
    }
    try show(result.report, result.outputs, digits)
  }

  /// Does a part of the work and prints a line about it.
  private func step<Result>(
    _ name: String, _ work: () throws -> Result, and description: (Result) -> String
  ) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try work()
    let tenths = Int(((ContinuousClock.now - start) / .milliseconds(100)).rounded())
    let time = "\(tenths / 10).\(tenths % 10) s"
    let title = Terminal.output.style(name, .heading) + String(repeating: " ", count: 10 - name.count)
    Terminal.output.write("\(title)\(description(result)) (\(time))\n")
    return result
  }

  private func lint(_ generated: GeneratedFolder) throws -> Bool {
    let progress = Progress("lint", total: 1)
    defer { progress.finish() }
    return try VerilatorLint(folder: output).check(generated)
  }

  private func show(_ report: SimulationReport, _ outputs: [Tensor<Int8>], _ digits: DigitsWorkload) throws {
    let pictures = zip(digits.images, outputs).enumerated().map { index, pair in
      DigitPictures.Picture(image: pair.0, recognized: largest(pair.1), label: digits.labels[index])
    }
    Terminal.output.write("\n\(DigitPictures(pictures).text(for: .output))\n")
    Terminal.output.write("\(report.text(for: .output))\n")
    guard report.isEqual else { throw CommandFailure(.mismatch, report.mismatches.joined(separator: "\n")) }
    guard Tensor.concatenating(outputs) == digits.expected.rows(0..<outputs.count) else {
      throw CommandFailure(.mismatch, "the outputs differ from those of the independent runtime")
    }
    let right = pictures.count { $0.recognized == $0.label }
    Terminal.output.write(
      """
      \(right) of \(pictures.count) digits recognised. All \(grouped(report.totals.sumsCompared)) sums equal the golden \
      model's, all outputs those of an independent runtime.

      """)
  }

  private func largest(_ scores: Tensor<Int8>) -> Int {
    scores.elements.indices.max { scores.elements[$0] < scores.elements[$1] }!
  }
}
