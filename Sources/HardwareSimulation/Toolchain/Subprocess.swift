import Foundation

/// A finished run of a program.
public struct Subprocess: Sendable {
  /// What the program ended with; 0 where all went well.
  ///
  /// Of one that a signal ended, the signal's number.
  public let status: Int32
  /// Standard output and standard error, in the order of their arrival.
  public let output: String

  /// Runs a program to its end.
  ///
  /// - Throws: `SimulationError` where it cannot be started.
  public static func run(_ executable: URL, _ arguments: [String], in directory: URL? = nil) throws -> Subprocess {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = directory }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    let finished = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in finished.signal() }
    do {
      try process.run()
    } catch {
      throw SimulationError("cannot run \(executable.path): \(error.localizedDescription)")
    }
    Interruption.add(process: process.processIdentifier)
    defer { Interruption.forget(process: process.processIdentifier) }
    // Both streams share one pipe, which is drained to its end before the wait: neither side can block the other.
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    finished.wait()
    return Subprocess(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  /// Runs a program that has to succeed.
  ///
  /// - Throws: `SimulationError` that says what was attempted and quotes what the program printed.
  @discardableResult
  public static func check(
    _ executable: URL, _ arguments: [String], in directory: URL? = nil, to purpose: String
  ) throws -> String {
    let run = try run(executable, arguments, in: directory)
    guard run.status == 0 else {
      throw SimulationError(
        "\(executable.lastPathComponent) could not \(purpose) (exit status \(run.status)):\n\(run.excerpt)")
    }
    return run.output
  }

  /// The output as far as a message should quote it.
  public var excerpt: String {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 40 else { return output.trimmingCharacters(in: .newlines) }
    return (lines.prefix(40) + ["... (\(lines.count - 40) more lines)"]).joined(separator: "\n")
  }
}
