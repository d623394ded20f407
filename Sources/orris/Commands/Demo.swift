import Accelerator
import ArgumentParser
import Network
import TextFiles

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recognise handwritten digits on generated hardware.",
    discussion: """
      Generates the edge preset, lints it, builds its model with Verilator, compiles the network, and runs images of \
      digits on the accelerator alone, from DRAM to DRAM. Every tensor is compared with the golden model, every output \
      with an independent runtime.
      """)

  static let defaultImages = 20

  @Option(parsing: .unconditional, help: ArgumentHelp("How many images, 1 to 450.", valueName: "n"))
  var images = Self.defaultImages
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the Verilog goes.", valueName: "folder"), completion: .directory)
  var output = "build/demo"

  func validate() throws {
    guard (1...450).contains(images) else { throw ValidationError("--images is \(images); 1 to 450 are possible") }
  }

  func run() throws {
    let digits = try DigitsWorkload(images: images)
    let generated = try step("generate") {
      try GeneratedFolder(.edge, .accelerator)
    } and: {
      "\($0.verilog.count) modules, 12 x 14 processing elements, in \(output)"
    }
    _ = try step("lint") {
      try lint(generated)
    } and: {
      $0 ? "no warning from verilator --lint-only -Wall" : "no warning before, and nothing has changed"
    }
    let execution = try step("build") {
      try AcceleratorExecution(digits.network, .edge, keepsTensors: true)
    } and: { _ in
      "the network compiled to a program; the model in C++, compiled and loaded"
    }
    let inferences = try step("run") {
      try execution.run(digits.images)
    } and: {
      "\($0.count) images from DRAM to DRAM"
    }
    let result = try DigitsResult(digits, inferences, .edge)
    try Terminal.output.write("\n\(result.pictures.text(for: .output))\n\(result.text(for: .output))")
  }

  /// Does a part of the work and prints a line about it.
  private func step<Result>(
    _ name: String, _ work: () throws -> Result, and description: (Result) -> String
  ) throws -> Result {
    let start = ContinuousClock.now
    let result = try work()
    let tenths = Int(((ContinuousClock.now - start) / .milliseconds(100)).rounded())
    let time = "\(tenths / 10).\(tenths % 10) s"
    let title = Terminal.output.style(name, .heading) + String(repeating: " ", count: 10 - name.count)
    try Terminal.output.write("\(title)\(description(result)) (\(time))\n")
    return result
  }

  private func lint(_ generated: GeneratedFolder) throws -> Bool {
    let progress = Progress("lint", total: 1)
    defer { progress.finish() }
    return try VerilatorLint(folder: output).check(generated)
  }
}
