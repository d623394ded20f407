import ArgumentParser
import CoSimulation
import Foundation
import HardwareSimulation

/// The options that ask for waveforms of one inference.
struct TraceOptions: ParsableArguments {
  @Option(
    name: .customLong("trace"),
    help: ArgumentHelp(
      "Write the waveforms of all signals in an inference: the first one, or that of --inference.",
      valueName: "file.vcd|file.fst"), completion: .file(extensions: ["vcd", "fst"]))
  var path: String?

  func validate() throws {
    guard let path, format == nil else { return }
    let ends = TraceFormat.allCases.map { ".\($0.rawValue)" }.sorted().joined(separator: " or ")
    throw ValidationError("--trace is \(path); the name of a waveform file ends with \(ends)")
  }

  /// What the model is made for; nil where no waveforms are asked for.
  var format: TraceFormat? { path.flatMap { TraceFormat(fileName: $0) } }

  var file: URL? { path.map { URL(fileURLWithPath: $0) } }

  /// Finds out whether the file can be written.
  func check() throws(OutputError) {
    if let path { try OutputFile.check(path) }
  }
}

/// The cycles of a program whose waveforms are written.
struct TraceWindowOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --trace: the program's first cycle that is written; its start is cycle 0.", valueName: "cycle"))
  var traceFrom: Int?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("With --trace: the last cycle that is written.", valueName: "cycle"))
  var traceTo: Int?

  /// - Throws: `ValidationError` where the cycles make no window, or without waveforms.
  func validate(isTracing: Bool) throws {
    for (name, value) in [("trace-from", traceFrom), ("trace-to", traceTo)] {
      guard let value else { continue }
      guard isTracing else { throw ValidationError("--\(name) is for --trace") }
      guard value >= 0 else { throw ValidationError("--\(name) is \(value); 0 or more is possible") }
    }
    if let traceTo, traceTo < traceFrom ?? 0 {
      throw ValidationError("--trace-to is \(traceTo), before --trace-from, which is \(traceFrom ?? 0)")
    }
  }
}

/// The option that takes one inference of a batch.
struct InferenceOptions: ParsableArguments {
  @Option(
    name: .customLong("inference"), parsing: .unconditional,
    help: ArgumentHelp("Run only this inference of the input, counted from 0.", valueName: "n"))
  var index: Int?

  /// - Throws: `CommandFailure` where there is no such inference.
  func selected<Input>(_ inputs: [Input], of path: String) throws(CommandFailure) -> [Input] {
    guard let index else { return inputs }
    guard inputs.indices.contains(index) else {
      throw CommandFailure(
        .badInput,
        "\(path): --inference is \(index); the input has \(inputs.count), 0 to \(inputs.count - 1) are possible")
    }
    return [inputs[index]]
  }
}
