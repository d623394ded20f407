import Foundation
import TestSupport
import Testing

/// A file that Orris did not write, or that was changed since, is neither replaced nor removed by any command.
@Suite struct OutputOwnershipTests {
  private static let network = Workloads.path("digits", "model.tflite")
  private static let input = Workloads.path("digits", "golden/test001/input.npy")
  private static let layer = "name,M,C,H,W,R,S,U\nc,4,4,6,6,3,3,1\n"

  /// A command that writes into `out`, and some of the files there that it writes.
  private static let writers: [(arguments: [String], files: [String])] = [
    (["generate", "--preset", "tiny", "-o", "out"], ["accelerator.v", "registers.md"]),
    (["generate", "--preset", "tiny", "--array", "-o", "out"], ["processing_array.f", "summary.json"]),
    (["compile", network, "--preset", "tiny", "-o", "out"], ["image.bin", "listing.txt"]),
    (
      ["golden", "--network", network, "--input", input, "-o", "out", "--tensors"],
      ["output.npy", "tensors/00_CONV_2D.npy", "tensors/00_acc.npy"]
    ),
    (["run", network, "--preset", "tiny", "--input", input, "-o", "out"], ["output.npy", "tensors/00_CONV_2D.npy"]),
    (
      ["explore", "--layers", "layers.csv", "--preset", "tiny", "--rows", "2", "-o", "out"],
      ["points.jsonl", "results.csv", "results.json", "report.html"]
    ),
    (["bench-networks", "-o", "out"], ["measurements.jsonl", "results.json", "tables.md"]),
    (["explain", "--layers", "layers.csv", "--preset", "tiny", "-o", "out/page.html"], ["page.html"]),
    (
      [
        "simulate", "--network", network, "--input", input, "--preset", "tiny", "--layer", "0", "--trace",
        "out/trace.vcd",
      ],
      ["trace.vcd"]
    ),
    (["demo", "-o", "out"], ["lint.txt"]),
  ]

  private func folder() throws -> ScratchFolder {
    let folder = ScratchFolder()
    try folder.write(Self.layer, to: "layers.csv")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("out/tensors"), withIntermediateDirectories: true)
    return folder
  }

  /// All files by name.
  private func state(_ folder: ScratchFolder) -> [String: Data?] {
    Dictionary(uniqueKeysWithValues: folder.contents.map { ($0, try? folder.bytes($0)) })
  }

  @Test func anEmptyNameIsNoFolder() throws {
    let folder = ScratchFolder()
    let run = try ToolRun("generate", "--preset", "tiny", "-o", "", in: folder)
    #expect(run.status != 0 && run.error.contains("this names no folder; '.' is the current one"))
    #expect(folder.contents.isEmpty)
  }

  @Test func twoCommandsDoNotWriteOneFolderAtOnce() throws {
    let folder = ScratchFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("out"), withIntermediateDirectories: true)
    let descriptor = open(folder.url.appendingPathComponent("out").path, O_RDONLY)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
    let refused = try ToolRun("generate", "--preset", "tiny", "-o", "out", in: folder)
    #expect(refused.status != 0 && refused.error.contains("out: another command is writing this folder"))
    #expect(!folder.contents.contains { $0.hasPrefix("out/") })
    close(descriptor)
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", "out", in: folder).status == 0)
  }

  @Test(arguments: writers.indices) func whatOthersWroteStays(index: Int) throws {
    let (arguments, files) = Self.writers[index]
    for file in files {
      let folder = try folder()
      try folder.write("mine\n", to: "out/\(file)")
      let before = state(folder)
      let run = try ToolRun(arguments, in: folder)
      #expect(run.status == 2 && run.message.contains("orris"), "\(file): \(run.error)")
      #expect(run.message.contains(file) || run.message.contains("did not write"), "\(file): \(run.message)")
      #expect(state(folder) == before, "\(file)")
    }
  }

  @Test func generatedFilesThatWereChangedStay() throws {
    let folder = try folder()
    let generate = ["generate", "--preset", "tiny", "--array", "-o", "out"]
    #expect(try ToolRun(generate, in: folder).status == 0)
    #expect(try ToolRun(generate, in: folder).status == 0)
    #expect(try ToolRun(generate + ["--rows", "2"], in: folder).status == 0)
    try folder.write("// mine\n", to: "out/processing_array.v")
    let before = state(folder)
    let run = try ToolRun(generate, in: folder)
    #expect(run.status == 2)
    #expect(
      run.message == """
        Error: out: processing_array.v there: not written by orris, or changed since; nothing was touched. Move them away, \
        or take another folder

        """)
    #expect(state(folder) == before)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/processing_array.v"))
    #expect(try ToolRun(generate, in: folder).status == 0)
  }

  /// What another architecture or scope does not need any more goes, but nothing of the user's, whatever its name, and not
  /// what a file list names.
  @Test func onlyOwnFilesAreRemoved() throws {
    let folder = try folder()
    try folder.write("module mine; endmodule\n", to: "out/mine.v")
    try folder.write("mine.v\n", to: "out/others.f")
    try folder.write("# mine\n", to: "out/registers.md")
    #expect(try ToolRun("generate", "--preset", "tiny", "--array", "-o", "out", in: folder).status == 0)
    // A list that was changed names a file of the user's.
    let list = try String(decoding: folder.bytes("out/processing_array.f"), as: UTF8.self)
    try folder.write(list + "mine.v\n", to: "out/processing_array.f")
    #expect(try ToolRun("generate", "--preset", "tiny", "--array", "-o", "out", in: folder).status == 2)
    try folder.write(list, to: "out/processing_array.f")
    let rows = ["generate", "--preset", "tiny", "--array", "--filter-scratchpad", "65", "-o", "out"]
    #expect(try ToolRun(rows, in: folder).status == 0)
    #expect(!folder.contents.contains("out/walk_buffer_64x8.v") && folder.contents.contains("out/walk_buffer_65x8.v"))
    for (name, text) in [
      ("mine.v", "module mine; endmodule\n"), ("others.f", "mine.v\n"), ("registers.md", "# mine\n"),
    ] {
      #expect(try folder.bytes("out/\(name)") == Data(text.utf8))
    }
  }

  /// An obsolete file that was changed is the user's now.
  @Test func changedFilesAreNotRemoved() throws {
    let folder = try folder()
    #expect(try ToolRun("generate", "--preset", "tiny", "--array", "-o", "out", in: folder).status == 0)
    try folder.write("// mine\n", to: "out/walk_buffer_64x8.v")
    let other = ["generate", "--preset", "tiny", "--array", "--filter-scratchpad", "65", "-o", "out"]
    #expect(try ToolRun(other, in: folder).status == 0)
    #expect(try folder.bytes("out/walk_buffer_64x8.v") == Data("// mine\n".utf8))
  }

  @Test func aFolderWhereAFileMustGoIsInTheWay() throws {
    let folder = ScratchFolder()
    try folder.write("mine\n", to: "tensors")
    let before = state(folder)
    let run = try ToolRun(
      "golden", "--network", Self.network, "--input", Self.input, "-o", ".", "--tensors", in: folder)
    #expect(run.status == 2 && run.message.contains("tensors/00_CONV_2D.npy"))
    #expect(state(folder) == before)
  }

  @Test func ownResultsAreReplaced() throws {
    let folder = try folder()
    for (arguments, _) in Self.writers where ["compile", "golden", "explore", "explain"].contains(arguments[0]) {
      for _ in 0..<2 {
        let run = try ToolRun(arguments, in: folder)
        #expect(run.status == 0, "\(arguments): \(run.error)")
      }
    }
  }
}
