import Accelerator
import ArgumentParser
import CoSimulation
import Golden
import Network
import TextFiles

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a network on the generated accelerator and compare every tensor with the golden model.",
    usage: """
      orris run <model.tflite> --input <x.npy> [-o <folder>] [--preset <name> | --architecture <file.json>] \
      [--rows <n> ...] [--trace <file.vcd>]
      """,
    discussion: """
      Compiles the network, simulates the accelerator with a memory around it, from DRAM to DRAM, and compares what it \
      wrote. With -o, the tensors that the hardware computed go to tensors/NN_OPERATOR.npy and the result to \
      output.npy; the first dimension is the batch. Several inputs run on several cores. Where a tensor differs, the \
      first difference is shown and the exit status is 1. --labels says how many outputs are right, --expected holds them \
      against those of another runtime.

      --trace writes the waveforms of all signals of one inference; --trace-from and --trace-to say of which cycles of its \
      program, which keeps the file small. VCD files hold the names of states beside their numbers; FST files are smaller.
      """)

  @OptionGroup var source: ModelOptions
  @Option(
    help: ArgumentHelp("Its int8 input; the first dimension is the batch.", valueName: "x.npy"),
    completion: .file(extensions: ["npy"]))
  var input: String
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the tensors.", valueName: "folder"),
    completion: .directory)
  var output: String?
  @Flag(help: "Write and compare only the result, as in earnest: the other tensors stay on the chip.")
  var resultOnly = false
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup var references: ReferenceOptions
  @OptionGroup var compression: CompressionOptions
  @OptionGroup var inference: InferenceOptions
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Give an inference up after so many cycles; without it, after many times what it is expected to take.",
      valueName: "cycles"))
  var limit: Int?
  @OptionGroup(title: "Waveforms") var trace: TraceOptions
  @OptionGroup(title: "Waveforms") var window: TraceWindowOptions
  @OptionGroup var goal: ObjectiveOptions
  @OptionGroup(title: "Memory") var timing: TimingOptions
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func validate() throws {
    guard inference.index == nil || (references.labels == nil && references.expected == nil) else {
      throw ValidationError("--labels and --expected are of the whole input, which --inference does not run")
    }
    try window.validate(isTracing: trace.path != nil)
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit); 1 or more is possible") }
  }

  func run() throws {
    let architecture = try options.resolved(for: .accelerator)
    let graph = try source.graph()
    let inputs = try inference.selected(GoldenModel(graph).inferences(of: Tensor(npyFileAt: input)), of: input)
    let references = try references.references(outputShape: graph.outputShape(of: inputs.count))
    if let output { try OutputFolder.check(output, for: ["output.npy"] + graph.operators.map(\.fileName)) }
    try trace.check()
    let execution = try AcceleratorExecution(
      graph, architecture, keepsTensors: !resultOnly, compression: compression.choice,
      preference: try goal.preference(),
      sample: inputs.first, trace: trace.format)
    let inferences = try execution.run(
      inputs, timing: timing.timing, limit: limit,
      trace: trace.file.map { ProgramTrace($0, first: window.traceFrom, last: window.traceTo) })
    let outputs = Tensor.concatenating(inferences.map(\.output))
    var report = AcceleratorReport(graph, architecture, inferences)
    report.accuracy = references.accuracy(of: outputs)
    if let output { try write(inferences, graph, to: output) }
    try Terminal.output.write(json ? orris.json(of: report) : report.text(for: .output))
    guard report.isEqual else { throw CommandFailure(.mismatch, listed(report.differences)) }
    if let difference = references.difference(of: outputs) { throw CommandFailure(.mismatch, difference) }
  }

  private func write(_ inferences: [AcceleratorExecution.Inference], _ graph: Graph, to path: String) throws {
    var folder = try OutputFolder(path)
    try folder.add("output.npy", Tensor.concatenating(inferences.map(\.output)).npyBytes())
    for step in graph.operators {
      let tensors = inferences.compactMap { $0.hardware.tensors[step.index] }
      guard tensors.count == inferences.count else { continue }
      try folder.add(step.fileName, Tensor.concatenating(tensors).npyBytes())
    }
    try folder.commit()
  }
}
