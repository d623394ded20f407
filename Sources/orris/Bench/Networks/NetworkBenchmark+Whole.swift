import Accelerator
import Compiler
import Foundation
import Golden
import Network
import TextFiles

extension NetworkBenchmark {
  /// Whole networks, from DRAM to DRAM: every tensor of the first input, then all inputs with nothing but the result going
  /// to DRAM, in earnest.
  func whole() throws -> BenchResult {
    let architecture = Architecture.edge
    let networks = try WholeNetworks(folder: workloads).all()
    guard !networks.isEmpty else { return BenchResult() }
    let compiled = try ParallelSimulations.run(networks.count, title: "compiling") { index, _ in
      try [true, false].map {
        try Compiler(architecture, keepsTensors: $0, preference: preference).compile(networks[index].graph)
      }
    }
    var jobs: [(network: Int, input: Int, keepsTensors: Bool)] = []
    for (index, network) in networks.enumerated() {
      jobs.append((index, 0, true))
      jobs += network.inputs.indices.map { (index, $0, false) }
    }
    // The longest first, so that cores end together.
    jobs.sort { networks[$0.network].graph.macs > networks[$1.network].graph.macs }
    let order = jobs
    let measurements = try InferenceMeasurements(architecture, in: folder)
    let results = try ParallelSimulations.run(order.count, title: "measuring") { index, cycles in
      let (job, network) = (order[index], networks[order[index].network])
      return try measurements.measure(
        network.inputs[job.input], compiled[job.network][job.keepsTensors ? 0 : 1], network.graph, progress: cycles)
    }
    var rows = networks.indices.map { WholeRow(networks[$0], compiled[$0][1], architecture) }
    for (job, result) in zip(order, results) { rows[job.network].add(result, ofInput: job.input, job.keepsTensors) }
    try rows.check()
    return BenchResult(
      tables: [
        BenchTable(
          title: "Whole networks on edge, int8, an inference from DRAM to DRAM; energy in multiples of a MAC",
          text: rows.table)
      ], summary: rows.compactMap(\.summary), texts: ["whole line": rows.line])
  }

  /// All labelled images on the golden model, whose outputs must be those of an independent runtime.
  func accuracy() throws -> BenchResult {
    guard FileManager.default.fileExists(atPath: "\(workloads)/cifar10") else {
      Terminal.error.note("\(workloads)/cifar10 is absent: left out\n")
      return BenchResult()
    }
    var table = TextTable(
      [("network", .left)] + ["images", "recognised", ""].map { ($0, .right) } + [("outputs", .left)])
    for (name, _) in WholeNetworks.trained {
      let network = try WholeNetworks(folder: workloads).trained(name, first: .max)
      let outputs = try GoldenBatch(network.graph).outputs(network.inputs, title: name)
      if let difference = ElementDifference(outputs, Tensor.concatenating(network.expected)) {
        throw CommandFailure(.mismatch, "\(name): \(difference)")
      }
      let accuracy = Accuracy(outputs, network.labels ?? [])
      table.add([name, grouped(accuracy.inputs), grouped(accuracy.right), percent(accuracy.top1), "equal"])
    }
    return BenchResult(tables: [BenchTable(title: "CIFAR-10, test images on the golden model", text: table)])
  }
}

/// What is measured of a network.
private struct WholeRow {
  let network: WholeNetwork
  /// Cycles of the layers with weights.
  let predicted: Int
  let architecture: Architecture
  /// The result of each input.
  private var measured: [Int: InferenceMeasurement] = [:]
  private(set) var problems: [String] = []
  private var compared = 0

  init(_ network: WholeNetwork, _ compiled: CompiledNetwork, _ architecture: Architecture) {
    (self.network, self.architecture) = (network, architecture)
    predicted = compiled.steps.reduce(0) { $0 + ($1.layer?.cycles.total ?? 0) }
  }

  mutating func add(_ result: InferenceMeasurement, ofInput input: Int, _ keepsTensors: Bool) {
    let where_ = "\(network.title), input \(input)" + (keepsTensors ? ", every tensor" : "")
    problems += result.differences.map { "\(where_): \($0)" }
    if result.output != network.expected[input].elements {
      problems.append("\(where_): the output differs from the independent runtime's")
    }
    if keepsTensors { compared = result.compared } else { measured[input] = result }
  }

  var cycles: Int { measured[0]?.cycles ?? 0 }
  var macsPerCycle: String { decimal(Double(network.graph.macs) / Double(max(1, cycles)), places: 1) }

  private var accuracy: Accuracy? {
    network.labels.map { labels in
      Accuracy(
        Tensor(
          shape: [measured.count, network.graph.outputShape.dropFirst().reduce(1, *)],
          elements: measured.sorted { $0.key < $1.key }.flatMap(\.value.output)), labels)
    }
  }

  /// The networks that have a number of cycles to reach.
  var summary: SummaryRow? {
    let targets = ["MLPerf Tiny ResNet-8": 100_000.0, "MLPerf Tiny DS-CNN": 30_000]
    return targets[network.title].map {
      SummaryRow(
        name: "\(network.title), cycles an inference, int8", quantity: .cycles,
        bound: Double(network.graph.macs / (architecture.rows * architecture.columns)), target: $0,
        predicted: Double(predicted), measured: Double(cycles))
    }
  }

  var cells: [String] {
    let energy = measured[0]?.energy.total ?? 0
    return [
      network.title, grouped(network.graph.macs), grouped(cycles), macsPerCycle,
      percent(fraction(network.graph.macs, cycles, architecture)), grouped(Int(energy.rounded())),
      decimal(energy / Double(max(1, network.graph.macs)), places: 1),
      accuracy.map { "\($0.right) of \($0.inputs)" } ?? "-", "\(grouped(compared)) equal",
    ]
  }
}

extension [WholeRow] {
  fileprivate func check() throws(CommandFailure) {
    let problems = flatMap(\.problems)
    if !problems.isEmpty { throw CommandFailure(.mismatch, listed(problems)) }
  }

  fileprivate var table: TextTable {
    var table = TextTable(
      [("network", .left)]
        + ["MACs", "cycles", "MACs a cycle", "MAC slots", "energy", "energy a MAC", "recognised", "tensors' elements"]
        .map { ($0, .right) })
    for row in self { table.add(row.cells) }
    return table
  }

  /// A sentence about the best known ones.
  fileprivate var line: String {
    let named = [
      "MLPerf Tiny ResNet-8", "MLPerf Tiny DS-CNN", "MLPerf Tiny visual wake words", "person detection, 96 x 96",
      "MobileNet v2 0.35, 160 x 160",
    ]
    let parts = filter { named.contains($0.network.title) }.map {
      "\($0.network.title) \(grouped($0.cycles)) cycles (\($0.macsPerCycle) MACs a cycle)"
    }
    return "Whole networks in RTL on `edge`, an inference from DRAM to DRAM: " + parts.joined(separator: "; ")
      + ". All of them: [performance](docs/performance.md)."
  }
}
