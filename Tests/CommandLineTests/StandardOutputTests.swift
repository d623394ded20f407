import Foundation
import TestSupport
import Testing

/// Standard output that cannot be written: the status says so, and one line on standard error.
@Suite struct StandardOutputTests {
  /// Commands that take a moment at most; all print through the same two places.
  private static let commands = [
    ["--help"], ["--version"], ["describe", "--help"], ["help", "run"], ["--generate-completion-script", "bash"],
    ["describe", "--preset", "tiny"], ["describe", "--preset", "tiny", "--json"],
    ["generate", "--preset", "tiny", "--array", "-o", "out"],
    ["generate", "--preset", "tiny", "--array", "-o", "out", "--json"],
    ["map", "--layers", "layers.csv", "--preset", "tiny"],
    ["map", "--layers", "layers.csv", "--preset", "tiny", "--json"],
    ["explain", "--layers", "layers.csv", "--preset", "tiny"],
    ["explain", "--layers", "layers.csv", "--preset", "tiny", "--json"],
    ["explore", "--layers", "layers.csv", "--preset", "tiny", "--rows", "2", "-o", "sweep"],
    ["compile", Workloads.path("digits", "model.tflite"), "--preset", "tiny", "-o", "program"],
    ["compile", Workloads.path("digits", "model.tflite"), "--preset", "tiny", "-o", "program", "--json"],
    [
      "golden", "--network", Workloads.path("digits", "model.tflite"), "--input",
      Workloads.path("digits", "golden/test001/input.npy"), "-o", "results",
    ],
    [
      "sizes", Workloads.path("digits", "model.tflite"), "--preset", "tiny", "--compression", "--input",
      Workloads.path("digits", "golden/test001/input.npy"),
    ],
    ["fuzz", "--count", "1"],
  ]

  private func folder() throws -> ScratchFolder {
    let folder = ScratchFolder()
    try folder.write("name,M,C,H,W,R,S,U\nc,4,4,6,6,3,3,1\n", to: "layers.csv")
    return folder
  }

  /// Linux has a file that is always full.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: commands)
  func aFullDiskIsAnError(_ arguments: [String]) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try ToolRun(arguments, in: folder(), writingTo: full)
    #expect(run.status == 2)
    #expect(run.message == "Error: standard output: it cannot be written: no space left on device\n")
  }

  @Test(arguments: commands) func aClosedPipeIsAnError(_ arguments: [String]) throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try ToolRun(arguments, in: folder(), writingTo: pipe.fileHandleForWriting)
    #expect(run.status == 2)
    #expect(run.message == "Error: standard output: it cannot be written: broken pipe\n")
  }

  /// A closed standard output is none, and nothing else takes its number.
  @Test func aClosedOutputIsAnError() throws {
    let folder = ScratchFolder()
    let orris = try ToolRun.executable.path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.currentDirectoryURL = folder.url
    process.arguments = ["-c", "'\(orris)' generate --array --preset tiny -o out >&- 2>message"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    let message = try String(decoding: folder.bytes("message"), as: UTF8.self)
    #expect(message.hasSuffix("Error: standard output: it cannot be written: bad file descriptor\n"))
    let summary = try String(decoding: folder.bytes("out/summary.json"), as: UTF8.self)
    #expect(summary.hasPrefix("{") && summary.hasSuffix("}\n"))
  }
}
