import ArgumentParser
import HardwareSimulation

@main
struct Orris: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generates row-stationary accelerators for neural networks, and shows that they compute.",
    discussion: """
      Exit status: \(ExitStatus.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ")).
      """,
    version: "0.1.0",
    subcommands: [
      Generate.self, Describe.self, Map.self, Explain.self, Explore.self, Check.self, Compile.self, Run.self,
      Measure.self,
      Sizes.self, Golden.self, Simulate.self, Demo.self, Bench.self, BenchNetworks.self, FuzzCommand.self,
    ])

  static func main() async {
    CrashHandler.install()
    Terminal.prepare()
    Interruption.install()
    do {
      var command = try parseAsRoot(attachingNegativeNumbers(Array(CommandLine.arguments.dropFirst())))
      do {
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      } catch {
        guard let failure = CommandFailure(error) else { throw error }
        failure.exit()
      }
    } catch {
      end(with: error)
    }
  }

  /// Prints what the argument parser has to say.
  ///
  /// Help and the version are results like others: its own printing passes over what cannot be written.
  private static func end(with error: any Error) -> Never {
    guard exitCode(for: error).isSuccess else { exit(withError: error) }
    do {
      try Terminal.output.write(fullMessage(for: error) + "\n")
    } catch {
      CommandFailure(.badInput, "\(error)").exit()
    }
    exit()
  }
}
