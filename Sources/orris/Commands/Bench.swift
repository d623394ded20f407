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

  private func alexNet() throws {
    let rows = try AlexNetBenchmark(timing: .fast, compression: compression.choice).run { row in
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
