import Foundation
import HardwareSimulation
import TestSupport
import Testing

/// A disk without room is the user's to mend: status 2 and one line that says where.
@Suite struct FullDiskTests {
  private let layers = Workloads.layerTable("mlperf_tiny_kws")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func aPageOnAFullDevice() throws {
    let folder = ScratchFolder()
    let run = try ToolRun("explain", "--layers", layers, "-o", "/dev/full", in: folder)
    #expect(run.status == 2)
    #expect(run.message == "Error: /dev/full: this file cannot be written: no space left on device\n")
    var status = stat()
    #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test(.enabled(if: SmallVolume.isPossible, "only root can mount a small volume"))
  func aFullFolder() throws {
    let volume = try SmallVolume(bytes: 64 << 10)
    let run = try ToolRun("generate", "--preset", "tiny", "-o", volume.path("out"))
    #expect(run.status == 2 && run.message.hasSuffix(": this file cannot be written: no space left on device\n"))
    #expect(run.message.filter { $0 == "\n" }.count == 1 && volume.contents == [])
  }

  @Test(.enabled(if: SmallVolume.isPossible, "only root can mount a small volume"))
  func aFullCache() throws {
    let volume = try SmallVolume(bytes: 64 << 10)
    let digits = Workloads.path("digits", "model.tflite")
    let run = try ToolRun(
      [
        "simulate", "--network", digits, "--input", Workloads.path("digits", "inputs/real_inputs.npy"), "--preset",
        "tiny",
        "--layer", "8",
      ],
      environment: [
        "ORRIS_CACHE": volume.path("cache"), "ORRIS_TOOLS": Checkout.root?.appendingPathComponent(".tools").path ?? "",
      ])
    #expect(run.status == 2)
    #expect(run.message.hasPrefix("Error: \(volume.path("cache"))") && run.message.filter { $0 == "\n" }.count == 1)
    #expect(
      run.message.hasSuffix(
        ": the cache of builds cannot be written: no space left on device; ORRIS_CACHE may name another folder\n"))
  }
}

/// A volume in memory that is soon full; it goes away with its last user.
private final class SmallVolume {
  private let folder = ScratchFolder()

  static let isPossible: Bool = {
    guard geteuid() == 0, FileManager.default.fileExists(atPath: "/bin/mount") else { return false }
    return (try? SmallVolume(bytes: 4096)) != nil
  }()

  init(bytes: Int) throws {
    let run = try Subprocess.run(
      URL(fileURLWithPath: "/bin/mount"), ["-t", "tmpfs", "-o", "size=\(bytes)", "orris-test", folder.url.path])
    guard run.status == 0 else { throw CocoaError(.featureUnsupported) }
  }

  deinit { _ = try? Subprocess.run(URL(fileURLWithPath: "/bin/umount"), ["-l", folder.url.path]) }

  func path(_ name: String) -> String { folder.path(name) }
  var contents: [String] { folder.contents }
}
