import Foundation
import HardwareSimulation

/// The machine that figures were measured on.
struct Machine: Encodable {
  let name: String
  let system: String
  let processor: String
  let cores: Int
  let verilator: String
  let compiler: String
  /// Whether this program was compiled with optimization.
  let isOptimized: Bool

  init() throws {
    let process = ProcessInfo.processInfo
    name = process.hostName
    system = process.operatingSystemVersionString
    processor = Self.processorName ?? "unknown processor"
    cores = process.activeProcessorCount
    verilator = try VerilatorTool.find().version
    compiler = try CompilerTool.find().version
    #if DEBUG
      isOptimized = false
    #else
      isOptimized = true
    #endif
  }

  private static var processorName: String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("model name") })
    else { return nil }
    return line.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
  }

  /// A line for a page: when, with which sources and on what something was measured.
  var note: String {
    let commit = SourceVersion.commit.map { " at commit \($0)" } ?? ""
    return "Measured on \(SourceVersion.date)\(commit), with \(cores) cores of \(processor), \(verilator), \(compiler)"
      + (isOptimized ? "." : ", by a debug build of orris.")
  }

  var text: String {
    """
    \(name): \(processor), \(cores) cores, \(system)
    \(verilator); \(compiler)\(isOptimized ? "" : "\norris itself is a debug build, which elaborates several times slower")

    """
  }
}
