import Foundation
import TestSupport
import Testing

/// Commands that are stopped before they are done.
@Suite(.serialized) struct InterruptionTests {
  /// A command that builds a model, which takes a while, in a cache of its own.
  private final class Building {
    let folder: ScratchFolder
    private let process = Process()

    init(in folder: ScratchFolder) throws {
      self.folder = folder
      process.executableURL = try ToolRun.executable
      process.environment = ProcessInfo.processInfo.environment.merging(["ORRIS_CACHE": folder.path("cache")]) { $1 }
      process.arguments = [
        "run", Workloads.path("digits", "model.tflite"), "--input",
        Workloads.path("digits", "golden/test001/input.npy"),
        "--preset", "tiny",
      ]
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
    }

    /// Waits until a compiler is at work, sends the signal, and waits for the end.
    func stop(by number: Int32) throws {
      let deadline = Date().addingTimeInterval(120)
      while !folder.contents.contains(where: { $0.hasSuffix("model/Vmodel.h") }) {
        try #require(Date() < deadline && process.isRunning, "no build has begun")
        usleep(50_000)
      }
      kill(process.processIdentifier, number)
      process.waitUntilExit()
    }

    var unfinished: [String] { folder.contents.filter { $0.hasSuffix(".partial") } }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalLeavesNothingUnfinished(number: Int32) throws {
    let building = try Building(in: ScratchFolder())
    try building.stop(by: number)
    #expect(building.unfinished == [])
  }

  /// Nobody can clean up after this signal but the next command.
  @Test func whatAKilledCommandLeftGoesWithTheNextOne() throws {
    let folder = ScratchFolder()
    let killed = try Building(in: folder)
    try killed.stop(by: SIGKILL)
    #expect(killed.unfinished.count == 1)
    let partial = folder.path(".orris-1-partial")
    try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
    let next = try Building(in: folder)
    try next.stop(by: SIGTERM)
    #expect(next.unfinished == [])
    let compiled = try ToolRun(
      "compile", Workloads.path("digits", "model.tflite"), "--preset", "tiny", "-o", "out", in: folder)
    #expect(compiled.status == 0 && !FileManager.default.fileExists(atPath: partial))
  }
}
