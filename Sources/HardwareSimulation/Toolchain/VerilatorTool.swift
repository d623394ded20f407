import Foundation

/// The installed Verilator.
public struct VerilatorTool: Sendable {
  /// The program, by its absolute path.
  public let executable: URL
  /// The first line of `verilator --version`.
  public let version: String
  /// The folder with the runtime's C++ sources.
  public let include: URL

  /// The oldest version that is known to work.
  public static let minimum = "5.006"

  /// - Throws: `SimulationError` where there is none or it is older than `minimum`.
  public static func find() throws -> VerilatorTool {
    try check(Checkout.tool("verilator"))
  }

  static func check(_ executable: URL?) throws -> VerilatorTool {
    guard let executable else {
      throw SimulationError(
        "Verilator is not installed: run scripts/tools, or put version \(minimum) or later on the PATH")
    }
    let output = try Subprocess.check(executable, ["--version"], to: "tell its version")
    let version = output.split(separator: "\n").first.map(String.init) ?? ""
    guard let number = versionNumber(version), isRecent(number) else {
      throw SimulationError(
        "\(executable.path) is '\(version)', which is too old: version \(minimum) or later is needed; "
          + "scripts/tools installs one")
    }
    let root = try Subprocess.check(executable, ["--getenv", "VERILATOR_ROOT"], to: "tell where its runtime is")
    let folder = URL(fileURLWithPath: root.trimmingCharacters(in: .whitespacesAndNewlines))
    return VerilatorTool(
      executable: executable, version: version, include: folder.appendingPathComponent("include"))
  }

  /// `5.048` of `Verilator 5.048 2026-05-16 rev v5.048`.
  static func versionNumber(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard words.count > 1, words[0] == "Verilator" else { return nil }
    return String(words[1])
  }

  static func isRecent(_ number: String) -> Bool {
    let parts = { (text: String) in text.split(separator: ".").map { Int($0) ?? 0 } }
    return !parts(number).lexicographicallyPrecedes(parts(minimum))
  }
}
