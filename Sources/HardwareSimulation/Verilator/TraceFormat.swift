import Foundation

/// The kind of waveform file that a Verilated model can write.
public enum TraceFormat: String, Sendable {
  case fst, vcd

  var verilatorFlag: String {
    switch self {
    case .fst: "--trace-fst"
    case .vcd: "--trace"
    }
  }

  /// What the format's writer is compiled and linked with. FST needs libraries, whose flags are kept with the tools
  /// where they had to be installed there, one a line.
  func compilerFlags(_ verilator: VerilatorTool) -> [String] {
    guard self == .fst else { return [] }
    let tools = ProcessInfo.processInfo.environment["ORRIS_TOOLS"].map { URL(fileURLWithPath: $0) }
      ?? Checkout.root?.appendingPathComponent(".tools")
    if let tools, let flags = try? String(contentsOf: tools.appendingPathComponent("fst/flags"), encoding: .utf8) {
      return flags.split(separator: "\n").map(String.init)
    }
    let usesLZ4 = FileManager.default.fileExists(atPath: verilator.include.appendingPathComponent("fstcpp").path)
    return usesLZ4 ? ["-lz", "-llz4"] : ["-lz"]
  }
}
