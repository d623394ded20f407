import Foundation
import Hardware

/// The kind of waveform file that a Verilated model can write.
public enum TraceFormat: String, Sendable, CaseIterable {
  case fst, vcd

  /// The format of a file by the end of its name; nil where it is none of them.
  public init?(fileName: String) {
    self.init(rawValue: URL(fileURLWithPath: fileName).pathExtension.lowercased())
  }

  /// The cases of a design's enumerations, for a harness that calls `orrisOpenTrace`.
  public static func names(of design: Netlist.Design) -> String { VCDNames.table(of: design) }

  var verilatorFlag: String {
    switch self {
    case .fst: "--trace-fst"
    case .vcd: "--trace"
    }
  }

  /// Finds out whether what the format's writer needs is there, before a build that takes minutes.
  ///
  /// - Throws: `SimulationError` that says how to get it.
  func checkLibraries(_ toolchain: ModelToolchain, in folder: URL) throws {
    guard self == .fst else { return }
    let usesLZ4 = usesLZ4(toolchain.verilator)
    let headers = ["zlib.h"] + (usesLZ4 ? ["lz4.h"] : [])
    let source =
      headers.map { "#include <\($0)>\n" }.joined()
      + "int main() { return deflateEnd(nullptr)\(usesLZ4 ? " + LZ4_versionNumber()" : ""); }\n"
    try source.write(to: folder.appendingPathComponent("libraries.cpp"), atomically: false, encoding: .utf8)
    let run = try Subprocess.run(
      toolchain.compiler.executable, ["libraries.cpp", "-o", "libraries"] + compilerFlags(toolchain.verilator),
      in: folder)
    guard run.status == 0 else {
      throw SimulationError(
        "FST files need \(usesLZ4 ? "zlib and lz4" : "zlib"), which the compiler does not find: scripts/tools fst installs what "
          + "is missing; VCD files (a name that ends with .vcd) need nothing\n\(run.excerpt)")
    }
  }

  private func usesLZ4(_ verilator: VerilatorTool) -> Bool {
    FileManager.default.fileExists(atPath: verilator.include.appendingPathComponent("fstcpp").path)
  }

  /// What the format's writer is compiled and linked with.
  ///
  /// FST needs libraries, whose flags are kept with the tools where they had to be installed there, one a line.
  func compilerFlags(_ verilator: VerilatorTool) -> [String] {
    guard self == .fst else { return [] }
    let tools =
      ProcessInfo.processInfo.environment["ORRIS_TOOLS"].map { URL(fileURLWithPath: $0) }
      ?? Checkout.root?.appendingPathComponent(".tools")
    if let tools, let flags = try? String(contentsOf: tools.appendingPathComponent("fst/flags"), encoding: .utf8) {
      return flags.split(separator: "\n").map(String.init)
    }
    return usesLZ4(verilator) ? ["-lz", "-llz4"] : ["-lz"]
  }
}
