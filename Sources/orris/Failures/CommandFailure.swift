import Accelerator
import ArgumentParser
import CoSimulation
import Compiler
import Foundation
import Golden
import Hardware
import HardwareSimulation
import Mapping
import Network
import TextFiles

/// Why a command ends without having done its work: the message for standard error and the exit status.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    (self.status, self.message) = (status, message)
  }

  /// The failure behind an error that a command threw; nil for those that the argument parser prints itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case is ArchitectureError, is ReadError, is InputError, is OutputError, is MappingError, is CompilerError,
      is CacheError:
      self.init(.badInput, "\(error)")
    case is SimulationError: self.init(.toolFailure, "\(error)")
    case RunError.limit: self.init(.mismatch, "\(error); --limit allows more")
    case RunError.trace: self.init(.badInput, "\(error)")
    case is RunError: self.init(.mismatch, "\(error)")
    case is DesignError:
      self.init(.defect, "the design fails the checks of the hardware language, which is a defect of orris:\n\(error)")
    default:
      guard Orris.exitCode(for: error) == .failure else { return nil }
      if let problem = FileProblem(error) {
        self.init(.badInput, "\(problem)")
      } else {
        self.init(.defect, "unexpected: \(error)")
      }
    }
  }

  /// Prints the message and ends the program.
  func exit() -> Never {
    let lines = message.shownLines().replacing("\n", with: "\n       ")
    Terminal.error.note("\(Terminal.error.style("Error:", .failure)) \(lines)\n")
    Foundation.exit(status.rawValue)
  }
}
