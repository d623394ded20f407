import Foundation
import Hardware
import HardwareSimulation
import Testing

/// What the language's own checks and the Verilog front ends say of the units in every width: nothing.
@Suite struct CodecLintTests {
  @Test(arguments: CodecCase.all) func theChecksFindNothing(codec: CodecCase) throws {
    let findings = Checks.run(try CodecPair(codec.architecture).elaborated())
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil), arguments: CodecCase.all)
  func verilatorHasNoWarning(codec: CodecCase) throws {
    try lint(codec, with: "verilator", ["--lint-only", "-Wall", "--top-module", "codec_pair"])
  }

  @Test(.enabled(if: Checkout.tool("iverilog") != nil), arguments: CodecCase.all)
  func icarusHasNoWarning(codec: CodecCase) throws {
    try lint(codec, with: "iverilog", ["-g2005", "-Wall", "-t", "null", "-s", "codec_pair"])
  }

  private func lint(_ codec: CodecCase, with name: String, _ arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codec-lint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try Verilog.text(of: CodecPair(codec.architecture).elaborated())
    // One file for all modules is not how they are written out.
    try text.write(to: folder.appending(path: "codec_pair.v"), atomically: false, encoding: .utf8)
    let tool = try #require(Checkout.tool(name))
    let waived = name == "verilator" ? ["-Wno-DECLFILENAME"] : []
    let run = try Subprocess.run(tool, arguments + waived + ["codec_pair.v"], in: folder)
    // Newer versions of Verilator report their statistics in any case.
    let output = run.output.split(separator: "\n").filter {
      !$0.hasPrefix("- Verilator: ") && !$0.hasPrefix("- V e r i l a t i o n")
    }
    #expect(run.status == 0 && output.isEmpty, "\(output.prefix(20).joined(separator: "\n"))")
  }
}
