import Foundation
import Hardware
import HardwareSimulation
import Testing

/// What the language's own checks and two Verilog front ends say of every block: nothing.
@Suite struct LintTests {
  @Test func theChecksFindNothing() throws {
    for block in Blocks.all {
      let findings = Checks.run(try block.elaborated())
      #expect(findings.isEmpty, "\(block.moduleName): \(findings.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test func everyParametrisationHasANameOfItsOwn() {
    let names = Blocks.all.map(\.moduleName)
    #expect(Set(names).count == names.count)
  }

  @Test(
    .enabled(if: Checkout.tool("verilator") != nil), arguments: [[], ["-DFORMAL"]])
  func verilatorHasNoWarning(defines: [String]) throws {
    try lint(with: "verilator", ["--lint-only", "-Wall", "--top-module", "batch"] + defines)
  }

  @Test(.enabled(if: Checkout.tool("iverilog") != nil))
  func icarusHasNoWarning() throws {
    try lint(with: "iverilog", ["-g2005", "-Wall", "-t", "null", "-s", "batch"])
  }

  private func lint(with name: String, _ arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try Verilog.emit(Batch(Blocks.all.map { try $0.elaborated() }).design)
    for file in files {
      try file.contents.write(to: folder.appending(path: file.name), atomically: false, encoding: .utf8)
    }
    let tool = try #require(Checkout.tool(name))
    let run = try Subprocess.run(tool, arguments + files.map(\.name), in: folder)
    // Newer versions of Verilator report their statistics in any case.
    let output = run.output.split(separator: "\n").filter {
      !$0.hasPrefix("- Verilator: ") && !$0.hasPrefix("- V e r i l a t i o n")
    }
    #expect(run.status == 0 && output.isEmpty, "\(output.prefix(60).joined(separator: "\n"))")
  }
}
