import Foundation
import TestSupport
import Testing

/// Networks with values wider than their program registers, as files: refused with one message, and nothing is written.
@Suite struct WideValueTests {
  @Test(
    .enabled(if: Workloads.isAvailable("../cases"), "\(Workloads.reasonForSkipping("../cases"))"),
    arguments: ["dil65536", "dil_big"])
  func aDilationWiderThanItsRegisterIsRefused(name: String) throws {
    let folder = ScratchFolder()
    let model = Workloads.path("../cases", "\(name).tflite")
    let input = Workloads.path("../cases", "dil65536.in.npy")
    for arguments in [["compile", model, "-o", "x"], ["run", model, "--input", input]] {
      let run = try ToolRun(arguments + ["--preset", "tiny"], in: folder)
      #expect(run.status == 2)
      #expect(
        run.message.contains("operator 0 (CONV_2D): from ifmapFirstColumn on it comes by columns -"), "\(run.message)")
      #expect(run.message.contains(" to 65535 is possible\n"), "\(run.message)")
      #expect(run.message.split(separator: "\n").count == 1, "one message: \(run.message)")
      #expect(folder.contents == [])
    }
  }
}
