import ArgumentParser

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure elaboration, emission, the model's build and the simulation's speed.",
    discussion: "Figures of one run on this machine, with the name of the machine; take an optimized build of orris.")

  @Flag(help: "Print JSON.") var json = false

  private struct Report: Encodable {
    let machine: Machine
    let figures: [Benchmark.Figure]
  }

  func run() throws {
    let machine = try Machine()
    if !json { try Terminal.output.write(machine.text + "\n") }
    var figures: [Benchmark.Figure] = []
    let benchmark = Benchmark { figure in
      figures.append(figure)
      if !json { try Terminal.output.write(line(figure)) }
    }
    try benchmark.front(rows: 12, columns: 14)
    try benchmark.front(rows: 32, columns: 32)
    try benchmark.simulation()
    if json { try Terminal.output.write(orris.json(of: Report(machine: machine, figures: figures))) }
  }

  private func line(_ figure: Benchmark.Figure) -> String {
    let value = figure.value >= 1000 ? grouped(figure.value) : "\(figure.value)"
    let padding = String(repeating: " ", count: max(1, 60 - figure.name.count - value.count))
    return "\(figure.name)\(padding)\(value) \(figure.unit)\n"
  }
}
