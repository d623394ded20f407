import ArgumentParser
import Mapping
import Network

extension Objective: ExpressibleByArgument {}

/// The options that say what the best mapping is.
struct ObjectiveOptions: ParsableArguments {
  @Option(help: "What the best mapping is best in.") var objective = Objective.cycles
  @Option(
    help: ArgumentHelp(
      "Costs of accesses in multiples of a MAC, as JSON: mac, scratchpad, network, buffer, memory.",
      valueName: "table.json"), completion: .file(extensions: ["json"]))
  var energy: String?

  func table() throws(ReadError) -> EnergyTable {
    try energy.map { (path) throws(ReadError) in try EnergyTable(jsonFileAt: path) } ?? .published
  }
}
