import Foundation
import Hardware
import HardwareSimulation
import Testing

@testable import Accelerator

/// What the language's own checks and three Verilog front ends say of the post-processor: nothing.
@Suite struct PostProcessorVerilogTests {
  static let modules: [PostProcessor] =
    Architecture.presets.map { PostProcessor($0.architecture) } + [PostProcessor(.edge, rounding: .single)]
    + [
      PostProcessingArchitecture(lanes: 8, bus: 2, psumBits: 20),
      PostProcessingArchitecture(lanes: 2, bus: 1, activationBits: 5, psumBits: 12),
    ].map { PostProcessor($0.architecture) }

  @Test(arguments: modules.indices)
  func theChecksFindNothing(index: Int) throws {
    let findings = Checks.run(try Self.modules[index].elaborated())
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil, "no verilator"), arguments: modules.indices)
  func verilatorHasNoWarning(index: Int) throws {
    for defines in [[], ["--assert", "-DFORMAL"]] {
      try lint(index, "verilator") { ["--lint-only", "-Wall", "--top-module", $0] + defines + $1 }
    }
  }

  @Test(.enabled(if: Checkout.tool("iverilog") != nil, "no iverilog"), arguments: modules.indices)
  func icarusHasNoWarning(index: Int) throws {
    try lint(index, "iverilog") { ["-g2005", "-Wall", "-t", "null", "-s", $0] + $1 }
  }

  @Test(.enabled(if: Checkout.tool("yosys") != nil, "no yosys"), arguments: modules.indices)
  func yosysHasNoWarning(index: Int) throws {
    try lint(index, "yosys") { top, files in
      ["-q", "-p", "read_verilog \(files.joined(separator: " ")); prep -top \(top); check -assert"]
    }
  }

  private func lint(_ index: Int, _ name: String, _ arguments: (_ top: String, _ files: [String]) -> [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let design = try Self.modules[index].elaborated()
    let files = try Verilog.emit(design)
    for file in files {
      try file.contents.write(to: folder.appending(path: file.name), atomically: false, encoding: .utf8)
    }
    let tool = try #require(Checkout.tool(name))
    let run = try Subprocess.run(tool, arguments(design.top.name, files.map(\.name)), in: folder)
    // Newer versions of Verilator report their statistics in any case.
    let output = run.output.split(separator: "\n").filter {
      !$0.hasPrefix("- Verilator: ") && !$0.hasPrefix("- V e r i l a t i o n")
    }
    #expect(run.status == 0 && output.isEmpty, "\(output.prefix(60).joined(separator: "\n"))")
  }
}
