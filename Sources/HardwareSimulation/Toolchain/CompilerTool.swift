import Foundation

/// The C++ compiler for Verilated models: clang where there is one, which compiles them several times as fast as g++.
public struct CompilerTool: Sendable {
  /// The program, by its absolute path.
  public let executable: URL
  /// The first line of `--version`.
  public let version: String

  var isClang: Bool { version.contains("clang") }

  /// - Throws: `SimulationError` where there is no compiler.
  public static func find() throws -> CompilerTool {
    try check(["clang++", "g++", "c++"].lazy.compactMap(Checkout.tool).first)
  }

  static func check(_ executable: URL?) throws -> CompilerTool {
    guard let executable else {
      throw SimulationError("no C++ compiler on the PATH: clang++ or g++ is needed to compile Verilated models")
    }
    let output = try Subprocess.check(executable, ["--version"], to: "tell its version")
    return CompilerTool(executable: executable, version: output.split(separator: "\n").first.map(String.init) ?? "")
  }
}
