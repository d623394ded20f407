import ArgumentParser

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure elaboration, emission, the model's build and the simulation's speed.",
    discussion: "Figures of one run on this machine, with the name of the machine; take an optimized build of orris.")

  @Flag(help: "Print JSON.") var json = false
  @Flag(
    name: .customLong("alexnet"),
    help: "Instead run AlexNet's convolution layers on the eyeriss preset and compare them: some minutes.")
  var runsAlexNet = false
  @OptionGroup(title: "AlexNet's maps") var compression: CompressionOptions
  @Option(help: "With --alexnet: samples of each layer, which share the weights of a pass as far as the buffer has room.")
  var batch = 1
  @Option(name: .customLong("layer"), help: "With --alexnet: only this layer (may be given several times).")
  var layerNames: [String] = []

  private struct Report: Encodable {
    let machine: Machine
    let figures: [Benchmark.Figure]
  }

  func run() throws {
    if runsAlexNet { return try alexNet() }
    let machine = try Machine()
    if !json { Terminal.output.write(machine.text + "\n") }
    var figures: [Benchmark.Figure] = []
    let benchmark = Benchmark { figure in
      figures.append(figure)
      if !json { Terminal.output.write(line(figure)) }
    }
    try benchmark.front(rows: 12, columns: 14)
    try benchmark.front(rows: 32, columns: 32)
    try benchmark.simulation()
    if json { Terminal.output.write(orris.json(of: Report(machine: machine, figures: figures))) }
  }

  private func line(_ figure: Benchmark.Figure) -> String {
    let value = figure.value >= 1000 ? grouped(Int(figure.value)) : "\(figure.value)"
    let padding = String(repeating: " ", count: max(1, 60 - figure.name.count - value.count))
    return "\(figure.name)\(padding)\(value) \(figure.unit)\n"
  }

  func validate() throws {
    guard (1...64).contains(batch) else { throw ValidationError("--batch is \(batch); 1 to 64 is possible") }
    guard runsAlexNet || (batch == 1 && layerNames.isEmpty) else {
      throw ValidationError("--batch and --layer belong to --alexnet")
    }
  }

  /// In the order in which they are named.
  private func layers() throws -> [AlexNetLayer] {
    let all = try AlexNetLayer.all()
    guard !layerNames.isEmpty else { return all }
    return try layerNames.map { name in
      guard let layer = all.first(where: { $0.name == name }) else {
        throw ValidationError("AlexNet has no layer \"\(name)\"; it has \(all.map(\.name).joined(separator: ", "))")
      }
      return layer
    }
  }

  private func alexNet() throws {
    let benchmark = try AlexNetBenchmark(
      timing: .fast, compression: compression.choice, batch: batch, layers: layers())
    let rows = try benchmark.run { row in
      guard !json else { return }
      Terminal.output.write(
        "\(row.layer): \(grouped(row.cycles)) cycles, \(percent(row.utilization)) of the MAC slots, "
          + "\(row.seconds) s, \(row.isEqual ? "equal to the golden model" : "DIFFERENT"), "
          + "counters \(row.differences.isEmpty ? "as predicted" : "DIFFERENT")\n")
    }
    if json { Terminal.output.write(orris.json(of: rows)) }
    guard rows.allSatisfy(\.isEqual) else { throw CommandFailure(.mismatch, "outputs differ from the golden model's") }
    let differences = rows.flatMap { row in row.differences.map { "\(row.layer): \($0)" } }
    guard differences.isEmpty else { throw CommandFailure(.mismatch, differences.joined(separator: "\n")) }
  }
}
