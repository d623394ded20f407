import Accelerator
import Foundation
import Testing

/// `rtl/` holds what `orris generate` writes for the presets; `make rtl` brings it up to date.
@Suite struct CommittedVerilogTests {
  private static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: Architecture.presets.map(\.name))
  func isWhatTheGeneratorWrites(preset: String) throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--preset", preset, "-o", "new", in: folder).status == 0)
    let committed = Self.checkout.appendingPathComponent("rtl/\(preset)")
    let expected = try FileManager.default.contentsOfDirectory(atPath: committed.path).sorted()
    #expect(folder.contents == ["new"] + expected.map { "new/\($0)" }, "run make rtl")
    for name in expected {
      let old = try Data(contentsOf: committed.appendingPathComponent(name))
      #expect(try Data(folder.bytes("new/\(name)")) == old, "rtl/\(preset)/\(name) is out of date: run make rtl")
    }
  }
}
