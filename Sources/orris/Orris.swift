import ArgumentParser

@main
struct Orris: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generates row-stationary accelerators for neural networks, and shows that they compute.",
    discussion: """
      Exit status: \(ExitStatus.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ")).
      """,
    version: "0.1.0",
    subcommands: [
      Generate.self, Describe.self, Compile.self, Run.self, Golden.self, Simulate.self, Demo.self, Bench.self,
      FuzzCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      do {
        try command.run()
      } catch {
        guard let failure = CommandFailure(error) else { throw error }
        failure.exit()
      }
    } catch {
      exit(withError: error)
    }
  }
}
