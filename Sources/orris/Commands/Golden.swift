import ArgumentParser
import Golden
import Network

struct Golden: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a network on the golden model alone.",
    discussion: """
      Writes output.npy; its first dimension is the batch, as in the input. With --tensors, also the folder tensors \
      with every operator's output (NN_OPERATOR.npy, int8) and every layer's accumulators with the bias \
      (NN_acc.npy, int32), NN being the operator's number.
      """)

  @OptionGroup var source: NetworkOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Write every intermediate tensor too.") var tensors = false
  @Flag(help: "Print what was done as JSON.") var json = false

  func run() throws {
    let network = try source.graph()
    let model = GoldenModel(network)
    let inputs = try model.inferences(of: try source.batch())
    let names = tensors ? network.operators.flatMap { [$0.fileName, $0.accumulatorFileName] } : []
    try OutputFolder.check(output, for: ["output.npy"] + names)
    let executions = try run(model, inputs)
    var folder = try OutputFolder(output)
    try folder.add("output.npy", Tensor.concatenating(executions.map(\.output)).npyBytes())
    if tensors { try addTensors(of: executions, network, to: &folder) }
    try folder.commit()
    try report(GoldenReport(network, executions, folder: output))
  }

  private func run(_ model: GoldenModel, _ inputs: [Tensor<Int8>]) throws -> [Execution] {
    let progress = Progress("golden model", total: inputs.count)
    defer { progress.finish() }
    var executions: [Execution] = []
    for input in inputs {
      executions.append(try model.run(input))
      progress.update(executions.count)
    }
    return executions
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

  private func report(_ report: GoldenReport) throws {
    try Terminal.output.write(json ? orris.json(of: report) : report.text)
  }
}

extension Operator {
  /// The file of an operator's results, within a folder of results.
  var fileName: String { "tensors/\(number)_\(name).npy" }

  /// The file of an operator's sums before they are scaled.
  var accumulatorFileName: String { "tensors/\(number)_acc.npy" }

  private var number: String { (index < 10 ? "0" : "") + "\(index)" }
}
