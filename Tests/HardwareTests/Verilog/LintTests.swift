import Foundation
import HardwareSimulation
import Testing

@testable import Hardware

/// What three Verilog front ends and two for SystemVerilog say of the samples: nothing.
@Suite struct LintTests {
  @Test(.enabled(if: Checkout.tool("verilator") != nil, "no verilator"), arguments: [[], ["--assert", "-DFORMAL"]])
  func verilatorHasNoWarning(options: [String]) throws {
    try lint("verilator", Self.printings + Self.systemVerilog) {
      ["--lint-only", "-Wall", "--top-module", $0] + options + $1
    }
  }

  @Test(.enabled(if: Checkout.tool("iverilog") != nil, "no iverilog"))
  func icarusHasNoWarning() throws {
    try lint("iverilog") { ["-g2005", "-Wall", "-t", "null", "-s", $0] + $1 }
  }

  @Test(.enabled(if: Checkout.tool("yosys") != nil, "no yosys"), arguments: ["", "-formal"])
  func yosysSynthesises(option: String) throws {
    try lint("yosys") { top, files in
      let goal = option.isEmpty ? "synth -top \(top)" : "prep -top \(top)"
      return ["-q", "-p", "read_verilog \(option) \(files.joined(separator: " ")); \(goal); check -assert"]
    }
  }

  @Test(.enabled(if: Checkout.tool("slang") != nil, "no slang"), arguments: [[], ["-DFORMAL"]])
  func slangHasNoWarning(options: [String]) throws {
    try lint("slang", Self.systemVerilog) { ["-Wextra", "-Wpedantic", "--top", $0] + options + $1 }
  }

  private static let scattered = Verilog.Options(
    clocking: .init(resetStyle: .asynchronous), packsBundles: false, sourceComments: .all)

  private static let systemVerilog = (printings + [scattered]).map { printing in
    var printing = printing
    (printing.dialect, printing.wireNames) = (.systemVerilog, .meaning)
    return printing
  }

  private static let printings = [
    Verilog.Options(),
    Verilog.Options(
      modulePrefix: "npu_",
      clocking: .init(clock: "aclk", reset: "aresetn", resetStyle: .asynchronous, resetLevel: .low)),
  ]

  private func lint(
    _ name: String, _ printings: [Verilog.Options] = printings,
    _ arguments: (_ top: String, _ files: [String]) -> [String]
  ) throws {
    let tool = try #require(Checkout.tool(name))
    for (sample, printing) in Samples.all.flatMap({ sample in printings.map { (sample, $0) } }) {
      let folder = FileManager.default.temporaryDirectory.appending(path: "lint-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let design = try sample.elaborated()
      let files = try Verilog.blackBoxes(of: design) + Verilog.emit(design, printing)
      for file in files {
        try file.contents.write(to: folder.appending(path: file.name), atomically: false, encoding: .utf8)
      }
      let run = try Subprocess.run(tool, arguments(printing.modulePrefix + design.top.name, files.filter(\.isModule).map(\.name)), in: folder)
      // Newer versions of Verilator report their statistics in any case.
      let output = run.output.split(separator: "\n").filter {
        !$0.hasPrefix("- Verilator: ") && !$0.hasPrefix("- V e r i l a t i o n")
      }
      #expect(run.status == 0 && output.isEmpty, "\(design.top.name): \(output.joined(separator: "\n"))")
    }
  }
}
