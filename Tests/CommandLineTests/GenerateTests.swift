import Accelerator
import Foundation
import HardwareSimulation
import Testing

@Suite struct GenerateTests {
  @Test func writesTheSameBytesEveryTime() throws {
    let folder = ScratchFolder()
    for name in ["a", "b"] {
      let run = try ToolRun("generate", "--preset", "tiny", "-o", name, in: folder)
      #expect(run.status == 0 && run.message == "")
      #expect(run.output.contains("\(name)/accelerator.f names the Verilog files"))
    }
    let (a, b) = (folder.contents.filter { $0.hasPrefix("a/") }, folder.contents.filter { $0.hasPrefix("b/") })
    #expect(a.count > 10 && folder.contents.count == a.count + b.count + 2)
    #expect(a.map { $0.dropFirst(2) } == b.map { $0.dropFirst(2) })
    for (first, second) in zip(a, b) { #expect(try folder.bytes(first) == folder.bytes(second), "\(first)") }
  }

  @Test func listsExactlyTheModulesThatItWrote() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--array", "--rows", "2", "--columns", "3", "-o", ".", in: folder).status == 0)
    let listed = try String(decoding: folder.bytes("processing_array.f"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    #expect(listed.sorted() == folder.contents.filter { $0.hasSuffix(".v") })
    #expect(listed.last == "processing_array.v")
    for name in listed {
      let text = try String(decoding: folder.bytes(name), as: UTF8.self)
      #expect(text.contains("module \(name.dropLast(2)) ") || text.contains("module \(name.dropLast(2))("), "\(name)")
    }
    #expect(
      folder.contents.filter { !$0.hasSuffix(".v") }
        == [".orris-files", "architecture.json", "processing_array.f", "summary.json", "summary.md"])
  }

  @Test func anAcceleratorComesWithItsRegisters() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(
      folder.contents.filter { !$0.hasSuffix(".v") } == [
        ".orris-files", "accelerator.f", "architecture.json", "orris_registers.h", "registers.md", "summary.json",
        "summary.md",
      ])
    let header = try String(decoding: folder.bytes("orris_registers.h"), as: UTF8.self)
    #expect(header.contains("#define ORRIS_CONTROL 0x010"))
    #expect(header.contains("#define ORRIS_COUNTER_CYCLES 0x100"))
    // An array in the same folder takes the place of the accelerator.
    #expect(try ToolRun("generate", "--array", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(!folder.contents.contains("accelerator.f") && !folder.contents.contains("accelerator.v"))
    #expect(!folder.contents.contains("orris_registers.h") && folder.contents.contains("processing_array.f"))
  }

  @Test func aPrefixIsInEveryNameThatAModuleHas() throws {
    let folder = ScratchFolder()
    let run = try ToolRun("generate", "--preset", "tiny", "--prefix", "npu_", "-o", ".", in: folder)
    #expect(
      run.status == 0 && run.output.contains("npu_accelerator: 3 x 4") && run.output.contains("npu_accelerator.f"))
    let files = folder.contents.filter { $0.hasSuffix(".v") }
    #expect(!files.isEmpty && files.allSatisfy { $0.hasPrefix("npu_") })
    let listed = try String(decoding: folder.bytes("npu_accelerator.f"), as: UTF8.self).split(separator: "\n")
    #expect(listed.map(String.init).sorted() == files)
    let summary = try String(decoding: folder.bytes("summary.json"), as: UTF8.self)
    #expect(summary.contains("\"npu_accelerator\"") && !summary.contains("\"accelerator\""))
    // Without the prefix, the next run takes the place of this one.
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(!folder.contents.contains { $0.hasPrefix("npu_") })
  }

  /// Two accelerators of different sizes in one design, elaborated by two tools.
  @Test(.enabled(if: Checkout.tool("verilator") != nil && Checkout.tool("iverilog") != nil, "no verilator, iverilog"))
  func twoAcceleratorsWithPrefixesAreOneDesign() throws {
    let folder = ScratchFolder()
    for (prefix, columns) in [("small_", "4"), ("large_", "6")] {
      let run = try ToolRun(
        "generate", "--preset", "tiny", "--columns", columns, "--prefix", prefix, "--clock", "aclk", "--reset",
        "aresetn", "--reset-style", "async", "--reset-active", "low", "-o", prefix, in: folder)
      #expect(run.status == 0 && run.message == "")
    }
    try folder.write(
      """
      module pair (input wire aclk, input wire aresetn);
        small_accelerator first (.aclk(aclk), .aresetn(aresetn));
        large_accelerator second (.aclk(aclk), .aresetn(aresetn));
      endmodule

      """, to: "pair.v")
    let files = folder.contents.filter { $0.hasSuffix(".v") }
    let tools = [
      ("iverilog", ["-g2005", "-t", "null", "-s", "pair"]),
      ("verilator", ["--lint-only", "-Wno-PINMISSING", "--top-module", "pair"]),
    ]
    for (name, arguments) in tools {
      let tool = try #require(Checkout.tool(name))
      let run = try Subprocess.run(tool, arguments + files, in: folder.url)
      #expect(run.status == 0, "\(name): \(run.output)")
    }
  }

  @Test func systemVerilogHasFilesOfItsOwn() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(!folder.contents.contains("line_map.json"))
    let run = try ToolRun(
      "generate", "--preset", "tiny", "--dialect", "systemverilog", "--source-comments", "none", "--line-map",
      "-o", ".", in: folder)
    #expect(run.status == 0)
    #expect(!folder.contents.contains { $0.hasSuffix(".v") } && folder.contents.contains("accelerator.sv"))
    let listed = try String(decoding: folder.bytes("accelerator.f"), as: UTF8.self).split(separator: "\n")
    #expect(listed.map(String.init).sorted() == folder.contents.filter { $0.hasSuffix(".sv") })
    let text = try String(decoding: folder.bytes("program_registers.sv"), as: UTF8.self)
    #expect(text.contains("always_ff @(posedge clock)") && !text.contains(";  // "))
    let map = try String(decoding: folder.bytes("line_map.json"), as: UTF8.self)
    #expect(map.hasPrefix("{\n  \"") && map.contains("\"accelerator.sv\": {") && map.contains("\"Accelerator/"))
    // The next run takes the place of this one, its map too.
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(!folder.contents.contains { $0.hasSuffix(".sv") } && !folder.contents.contains("line_map.json"))
    let dialect = try ToolRun("generate", "--preset", "tiny", "--dialect", "vhdl", "-o", "out", in: folder)
    #expect(dialect.status != 0 && dialect.error.contains("'vhdl' is invalid for '--dialect"))
  }

  @Test func namesThatVerilogDoesNotTakeAreRefused() throws {
    let folder = ScratchFolder()
    let run = try ToolRun("generate", "--preset", "tiny", "--clock", "wire", "-o", "out", in: folder)
    #expect(run.status != 0)
    #expect(run.error.contains("the clock 'wire' has the name of a Verilog keyword: call it something else"))
    #expect(!folder.contents.contains("out"))
    let style = try ToolRun("generate", "--preset", "tiny", "--reset-style", "late", "-o", "out", in: folder)
    #expect(style.error.contains("'late' is invalid for '--reset-style"))
  }

  @Test func architectureFileIsTheInputOfTheNextRun() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--preset", "tiny", "--psum-fifo", "5", "-o", "a", in: folder).status == 0)
    var expected = Architecture.tiny
    expected.psumFIFO = 5
    #expect(try Architecture(jsonFileAt: folder.path("a/architecture.json")) == expected)
    let run = try ToolRun("generate", "--architecture", "a/architecture.json", "-o", "b", "--json", in: folder)
    #expect(try run.output == String(decoding: folder.bytes("a/summary.json"), as: UTF8.self))
    #expect(try folder.bytes("a/summary.json") == folder.bytes("b/summary.json"))
  }

  @Test func removesWhatAnEarlierRunListedAndNothingElse() throws {
    let folder = ScratchFolder()
    try folder.write("module mine; endmodule\n", to: "mine.v")
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", ".", in: folder).status == 0)
    #expect(folder.contents.contains("walk_buffer_64x8.v"))
    #expect(
      try ToolRun("generate", "--preset", "tiny", "--filter-scratchpad", "65", "-o", ".", in: folder).status == 0)
    #expect(folder.contents.contains("walk_buffer_65x8.v") && folder.contents.contains("mine.v"))
    #expect(!folder.contents.contains("walk_buffer_64x8.v"))
  }

  @Test func summaryTellsParametersMemoriesAndModules() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun("generate", "--preset", "tiny", "-o", "out", in: folder).status == 0)
    let summary = try String(decoding: folder.bytes("out/summary.md"), as: UTF8.self)
    #expect(summary.hasPrefix("# accelerator: 3 x 4 processing elements\n\n## Parameters\n\n| parameter |"))
    #expect(summary.contains("| filterScratchpad | 64 | words |"))
    #expect(summary.contains("| 64 | 8 | 12 | 6,144 | 0.8 KiB |"))
    #expect(
      try ToolRun("describe", "--preset", "tiny", "--json").output
        == String(decoding: folder.bytes("out/summary.json"), as: UTF8.self))
  }

  /// Each row of each table is one line, with as many columns as its title.
  @Test(arguments: Architecture.presets.map(\.name), [[], ["--array"]])
  func tablesAreWhole(preset: String, scope: [String]) throws {
    let folder = ScratchFolder()
    #expect(try ToolRun(["generate", "--preset", preset, "-o", "out"] + scope, in: folder).status == 0)
    for name in folder.contents where name.hasSuffix(".md") {
      try checkTables(String(decoding: folder.bytes(name), as: UTF8.self), in: name)
    }
  }

  private func checkTables(_ text: String, in name: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isSummary = name.hasSuffix("summary.md")
    var tables = 0
    var columns: Int?
    for (number, line) in lines.enumerated() {
      let place = Comment(rawValue: "\(name):\(number + 1): \(line)")
      guard line.hasPrefix("|") else {
        // Nothing but titles and blank lines stands between the tables of a summary.
        if isSummary { #expect(line.isEmpty || line.hasPrefix("#"), place) }
        #expect(line.isEmpty || columns == nil, place)
        columns = nil
        continue
      }
      let cells = line.replacing("\\|", with: "").split(separator: "|", omittingEmptySubsequences: false).count - 2
      if columns == nil { (columns, tables) = (cells, tables + 1) }
      #expect(line.hasSuffix("|") && cells == columns, place)
    }
    #expect(tables >= 4, "\(name)")
  }
}
