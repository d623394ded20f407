import ArgumentParser
import Mapping
import Network

extension Objective: ExpressibleByArgument {}

/// The options that say what the best mapping is.
struct ObjectiveOptions: ParsableArguments {
  @Option(help: "What the best mapping is best in.") var objective = Objective.balanced
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --objective balanced: how many percent more cycles than the fewest a mapping may take for less traffic to DRAM; 2 "
        + "unless told otherwise.", valueName: "percent"))
  var slack: Double?
  @Option(
    help: ArgumentHelp(
      "Costs of accesses in multiples of a MAC, as JSON: mac, scratchpad, network, buffer, memory.",
      valueName: "table.json"), completion: .file(extensions: ["json"]))
  var energy: String?

  func validate() throws {
    guard let slack else { return }
    guard objective == .balanced else {
      throw ValidationError("--slack is for --objective balanced; \(objective.rawValue) has none")
    }
    guard (0...1000).contains(slack) else {
      throw ValidationError("--slack is \(slack); 0 to 1000 percent are possible")
    }
  }

  func table() throws(ReadError) -> EnergyTable {
    try energy.map { (path) throws(ReadError) in try EnergyTable(jsonFileAt: path) } ?? .published
  }

  func preference() throws(ReadError) -> MappingPreference {
    MappingPreference(objective, slack: slack.map { $0 / 100 } ?? Objective.defaultSlack, energy: try table())
  }
}
