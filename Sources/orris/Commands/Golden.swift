import ArgumentParser
import Golden
import Network

struct Golden: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a network on the golden model alone.",
    discussion: """
      Writes output.npy; its first dimension is the batch, as in the input. With --tensors, also the folder tensors \
      with every operator's output (NN_OPERATOR.npy, int8) and every layer's accumulators with the bias \
      (NN_acc.npy, int32), NN being the operator's number. --labels says how many outputs are right, --expected holds \
      them against those of another runtime. Several inputs are computed on several cores.
      """)

  @OptionGroup var source: NetworkOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Write every intermediate tensor too.") var tensors = false
  @OptionGroup var references: ReferenceOptions
  @Flag(help: "Print what was done as JSON.") var json = false

  func run() throws {
    let network = try source.graph()
    let inputs = try GoldenModel(network).inferences(of: try source.batch())
    let references = try references.references(outputShape: network.outputShape(of: inputs.count))
    let names = tensors ? network.operators.flatMap { [$0.fileName, $0.accumulatorFileName] } : []
    try OutputFolder.check(output, for: ["output.npy"] + names)
    let results = try GoldenBatch(network).run(inputs) { [tensors] execution in
      Result(output: execution.output, statistics: execution.statistics, execution: tensors ? execution : nil)
    }
    let outputs = Tensor.concatenating(results.map(\.output))
    var folder = try OutputFolder(output)
    try folder.add("output.npy", outputs.npyBytes())
    if tensors { try addTensors(of: results.compactMap(\.execution), network, to: &folder) }
    try folder.commit()
    var report = GoldenReport(network, results.map(\.statistics), folder: output)
    report.accuracy = references.accuracy(of: outputs)
    try Terminal.output.write(json ? orris.json(of: report) : report.text)
    if let difference = references.difference(of: outputs) { throw CommandFailure(.mismatch, difference) }
  }

  /// What remains of an inference; of a thousand not all tensors.
  private struct Result: Sendable {
    let output: Tensor<Int8>
    let statistics: MACStatistics
    let execution: Execution?
  }

  private func addTensors(
    of executions: [Execution], _ network: Graph, to folder: inout OutputFolder
  ) throws(OutputError) {
    for index in network.operators.indices {
      let steps = executions.map { $0.steps[index] }
      let operation = steps[0].operation
      try folder.add(operation.fileName, Tensor.concatenating(steps.map(\.output)).npyBytes())
      let accumulators = steps.compactMap(\.accumulators)
      if !accumulators.isEmpty {
        try folder.add(operation.accumulatorFileName, Tensor.concatenating(accumulators).npyBytes())
      }
    }
  }
}

extension Operator {
  /// The file of an operator's results, within a folder of results.
  var fileName: String { "tensors/\(number)_\(name).npy" }

  /// The file of an operator's sums before they are scaled.
  var accumulatorFileName: String { "tensors/\(number)_acc.npy" }

  private var number: String { (index < 10 ? "0" : "") + "\(index)" }
}
