import Foundation
import TestSupport
import Testing

/// Whatever is wrong: one clear message on standard error, the exit status says so, and nothing is left behind.
@Suite struct BadInputTests {
  private func expect(
    _ arguments: [String], in folder: ScratchFolder = ScratchFolder(), status: Int32 = 2, _ message: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let before = folder.contents
    let run = try ToolRun(arguments, in: folder)
    #expect(run.status == status, sourceLocation: sourceLocation)
    #expect(run.message == "Error: \(message)\n", sourceLocation: sourceLocation)
    #expect(run.output == "", sourceLocation: sourceLocation)
    #expect(folder.contents == before, sourceLocation: sourceLocation)
  }

  @Test func illegalArchitectures() throws {
    try expect(["describe", "--rows", "0"], "rows is 0; 1 to 32 are possible")
    try expect(["generate", "--rows", "0", "-o", "out"], "rows is 0; 1 to 32 are possible")
    try expect(["describe", "--columns", "-3"], "columns is -3; 1 to 32 are possible")
    try expect(["describe", "--ifmap-scratchpad", "0"], "ifmapScratchpad is 0; 1 to 256 are possible")
    try expect(
      ["describe", "--activation-bits", "17", "--weight-bits", "0"],
      """
      activationBits is 17; 4 to 16 are possible
             weightBits is 0; 1 to 16 are possible
      """)
  }

  @Test func illegalArchitectureFiles() throws {
    let folder = ScratchFolder()
    try expect(
      ["describe", "--architecture", "a.json"], in: folder, "a.json: there is no such file, or it may not be read")
    try folder.write(#"{"preset": "edge", "rows": -1}"#, to: "a.json")
    try expect(
      ["describe", "--architecture", "a.json"], in: folder,
      "a.json, line 1, column 28: rows is -1; 1 to 32 are possible")
    try folder.write(#"{"preset": "edge", "colums": 3}"#, to: "a.json")
    try expect(
      ["describe", "--architecture", "a.json"], in: folder,
      """
      a.json, line 1, column 20: unknown field "colums"; did you mean "columns"?
             a.json: the fields are rows, columns, activationBits, zeroPoint, weightBits, psumBits, productShift, \
      ifmapScratchpad, filterScratchpad, psumScratchpad, ifmapBusWords, filterBusWords, psumBusWords, inputFIFO, \
      psumFIFO, bufferBanks, bufferDepth, bufferWordBits, memoryDataBits, memoryAddressBits, memoryBursts, \
      filterPrefetch, channelTable, compression, runBits, preset
      """)
  }

  @Test(arguments: [
    ["describe", "--rowz", "3"], ["describe", "--preset", "edgy"], ["describe", "--rows", "three"],
    ["describe", "--preset", "edge", "--architecture", "a.json"], ["golden"], ["explode"],
    ["map", "--layers", "t.csv", "--batch", "-1"], ["fuzz", "--seed", "-1"],
  ])
  func wrongArguments(_ arguments: [String]) throws {
    let run = try ToolRun(arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.message.hasPrefix("Error: "))
  }

  @Test func whatExcludesEachOtherIsNamed() throws {
    let both = try ToolRun("map", "--layers", "t.csv", "--network", "n.tflite")
    #expect(both.status == 64)
    #expect(
      both.message.hasPrefix(
        "Error: --layers and --network exclude each other: the layers are those of a table or of a network\n"))
    #expect(try ToolRun("map").message.hasPrefix("Error: either --layers or --network is needed\n"))
    let twice = try ToolRun("run", "a.tflite", "--network", "b.tflite", "--input", "x.npy")
    #expect(
      twice.status == 64 && twice.message.hasPrefix("Error: the network stands twice, as an argument and as --network"))
    #expect(
      try ToolRun("run", "--input", "x.npy").message.hasPrefix("Error: a network is needed: orris ... model.tflite\n"))
  }

  @Test func negativeNumbersAreValues() throws {
    try expect(
      ["simulate", "--network", digits, "--input", images, "--layer", "0", "-1"],
      "\(digits): operator -1 is no convolution or fully connected layer; the layers are 0, 1, 2, 4 and 8")
    try expect(
      ["simulate", "--network", digits, "--input", images, "--layer", "-1"],
      "\(digits): operator -1 is no convolution or fully connected layer; the layers are 0, 1, 2, 4 and 8")
    #expect(
      try ToolRun("map", "--layers", "t.csv", "--batch", "-1").message.hasPrefix(
        "Error: --batch is -1; 1 to 4096 are possible\n"))
  }

  // MARK: Networks and inputs

  private let digits = Workloads.path("digits", "model.tflite")
  private let images = Workloads.path("digits", "inputs/real_inputs.npy")

  @Test func missingFiles() throws {
    let arguments = ["golden", "--network", "no.tflite", "--input", images, "-o", "out"]
    try expect(arguments, "no.tflite: there is no such file, or it may not be read")
    try expect(
      ["golden", "--network", digits, "--input", "no.npy", "-o", "out"],
      "no.npy: there is no such file, or it may not be read")
  }

  @Test func truncatedFiles() throws {
    let folder = ScratchFolder()
    let network = try Data(contentsOf: URL(fileURLWithPath: digits))
    try network.prefix(100).write(to: folder.url.appendingPathComponent("cut.tflite"))
    let run = try ToolRun("golden", "--network", "cut.tflite", "--input", images, "-o", "out", in: folder)
    #expect(run.status == 2)
    #expect(run.message.hasPrefix("Error: cut.tflite, byte ") && run.message.filter { $0 == "\n" }.count == 1)
    #expect(folder.contents == ["cut.tflite"])

    let array = try Data(contentsOf: URL(fileURLWithPath: images))
    try array.dropLast().write(to: folder.url.appendingPathComponent("cut.npy"))
    try expect(
      ["golden", "--network", digits, "--input", "cut.npy", "-o", "out"], in: folder,
      "cut.npy, byte 128: 28799 bytes of data follow the header; shape [450, 8, 8, 1] of int8 takes 28800")
  }

  @Test func wrongKindOfFile() throws {
    try expect(
      ["golden", "--network", digits, "--input", digits, "-o", "out"],
      "\(digits), byte 0: this is not a .npy file; it would start with \\x93NUMPY; numpy.save writes one")
  }

  @Test func inputOfTheWrongShape() throws {
    let input = Workloads.path("operators", "0000_conv.in.npy")
    let run = try ToolRun("golden", "--network", digits, "--input", input, "-o", "out", in: ScratchFolder())
    #expect(run.status == 2)
    #expect(run.message.hasPrefix("Error: the input has shape ["))
    #expect(run.message.hasSuffix("takes [n, 8, 8, 1] with n of 1 or more\n"))
  }

  @Test func inputOfTheWrongType() throws {
    let accumulators = Workloads.path("digits", "golden/test000/08_acc.npy")
    let run = try ToolRun("golden", "--network", digits, "--input", accumulators, "-o", "out", in: ScratchFolder())
    #expect(run.status == 2)
    #expect(run.message.contains("int32") && run.message.contains("int8"))
    #expect(run.message.filter { $0 == "\n" }.count == 1)
  }

  /// What a file holds is shown in one line, and never obeyed by a terminal.
  @Test func textFromFilesIsQuoted() throws {
    let folder = ScratchFolder()
    try folder.write("name,M,C,H,W,R,S,U\n\u{1B}[2J\u{9B}x,1,1,20,30,13,25,1\n", to: "t.csv")
    try expect(
      ["map", "--layers", "t.csv"], in: folder,
      "t, layer \\u{1B}[2J\\u{9B}x: a filter row of 25 values does not fit the ifmap scratchpad of 24 words")
    try folder.write("name,M,C,H,W,R,S,U\n\u{1B}[2Jx<,8,8,9,9,3,3,1\n", to: "t.csv")
    let report = try ToolRun("explain", "--layers", "t.csv", "-o", "page.html", in: folder)
    #expect(report.status == 0 && !report.output.contains("\u{1B}") && report.output.contains("\\u{1B}[2Jx<"))
    let page = String(decoding: try folder.bytes("page.html"), as: UTF8.self)
    #expect(!page.contains("\u{1B}") && page.contains("\\u{1B}[2Jx&lt;"))
    try folder.write("{\"\u{7F}rows\": 3}", to: "a.json")
    let run = try ToolRun("describe", "--architecture", "a.json", in: folder)
    #expect(run.status == 2 && run.message.contains("unknown field \"\\u{7F}rows\"; did you mean \"rows\"?"))
  }

  @Test func longListsOfProblemsEnd() throws {
    let folder = ScratchFolder()
    let rows = (0..<50).map { "l\($0),1,1,20,30,13,25,1\n" }.joined()
    try folder.write("name,M,C,H,W,R,S,U\n" + rows, to: "t.csv")
    let run = try ToolRun("map", "--layers", "t.csv", in: folder)
    #expect(run.status == 2 && run.message.split(separator: "\n").count == 21)
    #expect(run.message.hasSuffix("       and 30 more\n"))
    let unknown = try ToolRun("measure", "--layers", "t.csv", "--only", "nix", in: folder)
    #expect(unknown.message.hasSuffix("l18, l19, and 30 more)\n"))
  }

  // MARK: Output

  @Test func unwritableOutput() throws {
    let folder = ScratchFolder()
    try folder.write("x", to: "file")
    let arguments = ["golden", "--network", digits, "--input", images, "-o"]
    try expect(arguments + ["file"], in: folder, "file: this is a file; the name of a folder is expected")
    try expect(
      arguments + ["file/out"], in: folder,
      "file/out: nothing can be written there: \(folder.path("file")): not a directory")
    try expect(
      ["generate", "--preset", "tiny", "-o", "file"], in: folder,
      "file: this is a file; the name of a folder is expected")
    let run = try ToolRun(arguments + ["/proc/orris/out"], in: folder)
    #expect(run.status == 2)
    #expect(run.message.hasPrefix("Error: /proc/orris/out: nothing can be written there: /proc: "))
  }
}
