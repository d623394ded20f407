import BigInt
import Foundation
import Testing

@testable import Hardware

@Suite struct MemoryContentsTests {
  /// A memory of 4 words of 6 bits that nothing writes.
  private struct Lookup<Word: SizedLeaf>: Module {
    let address: Unsigned
    let y: Word
    private let words: Memory<Word>

    init(_ contents: MemoryContents?, depth: Int = 4, of word: Word = .bits(6), line: UInt = #line) {
      (address, y) = (.input(Netlist.addressWidth(of: depth)), word.output())
      words = Memory(depth: depth, of: word, contents: contents, fileID: "Tests/Table.swift", line: line)
    }

    var body: [Statement] { y <== words.read("word", at: address, latency: .combinational) }
  }

  private func words(_ table: any Module) throws -> [BigUInt]? { try table.elaborated().top.memories[0].contents?.words }

  private func inFile(_ text: String, _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "contents-\(UUID().uuidString).hex")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: false, encoding: .utf8)
    try body(file.path)
  }

  @Test func whatIsNotSaidIsZero() throws {
    #expect(try words(Lookup<Unsigned>([1, 63])) == [1, 63, 0, 0])
    #expect(try words(Lookup<Signed>([-1, -32, 31])) == [63, 32, 31, 0])
    #expect(try words(Lookup<Unsigned>(.words([BigInt(1) << 69]), depth: 2, of: .bits(70))) == [BigUInt(1) << 69, 0])
  }

  @Test func fewWordsStandInTheModule() throws {
    let files = try Verilog.emit(Lookup<Signed>([1, -2, 3], line: 5).elaborated())
    #expect(files.map(\.name) == ["lookup.v"])
    #expect(
      files[0].contents.contains(
        """

          reg [5:0] words [0:3];  // Table.swift:5

          initial begin
            words[0] = 6'd1;
            words[1] = 6'd62;
            words[2] = 6'd3;
            words[3] = 6'd0;
          end

        """))
  }

  @Test func manyWordsStandInAFileBesideIt() throws {
    let files = try Verilog.emit(Lookup<Unsigned>(.words((0..<65).map { 500 - $0 }), depth: 65, of: .bits(9)).elaborated())
    #expect(files.map(\.name) == ["lookup.v", "lookup.words.hex"])
    #expect(files.map(\.isModule) == [true, false])
    #expect(files[0].contents.contains("\n  initial $readmemh(\"lookup.words.hex\", words);\n"))
    #expect(files[1].contents.hasPrefix("1F4\n1F3\n1F2\n"))
    #expect(files[1].contents.split(separator: "\n").count == 65)
    #expect(!(try Verilog.text(of: Lookup<Unsigned>([1], depth: 65, of: .bits(9)).elaborated())).contains("\n001\n"))
  }

  @Test func wordsOfAFileAreRead() throws {
    try inFile("// none\n3 /* a\n b */ 0_a\n@3 3F\n") { path in
      #expect(try words(Lookup<Unsigned>(.file(path))) == [3, 10, 0, 63])
      let files = try Verilog.emit(Lookup<Unsigned>(.file(path)).elaborated())
      #expect(files.map(\.name) == ["lookup.v", "lookup.words.hex"])
      #expect(files[1].contents == "03\n0A\n00\n3F\n")
    }
  }

  @Test func memoriesOfOtherContentsAreOtherModules() throws {
    struct Two: Module {
      let first, second, third: Lookup<Unsigned>
      let y: [Unsigned]
      init() {
        (first, second, third) = (Lookup([1]), Lookup([2], line: 1), Lookup([2], line: 1))
        y = (0..<3).map { _ in .output(6) }
      }
      var body: [Statement] {
        for (table, y) in zip([first, second, third], y) {
          table.address <== 1
          y <== table.y
        }
      }
    }
    #expect(try Two().elaborated().definitions.map(\.name) == ["lookup", "lookup_2", "two"])
  }

  private func error(_ contents: MemoryContents) -> [String] { elaborationErrors(in: Lookup<Unsigned>(contents, line: 5)) }

  private func reported(_ message: String) -> [String] { ["Tests/Table.swift:5: error: \(message) [memory, in lookup]"] }

  @Test func wordsThatAreNoneAreReported() {
    #expect(
      error([1, 2, 3, 4, 5])
        == reported("'words' has 4 words, but its contents have 5: leave some out, or make it deeper"))
    #expect(
      error([1, 64]) == reported("word 1 of the contents of 'words' is 64, which does not fit in its 6 bits"))
    #expect(
      error([-1]) == reported("word 0 of the contents of 'words' is -1, which does not fit in its 6 bits"))
  }

  @Test func filesThatAreNoneAreReported() throws {
    #expect(
      error(.file("/nowhere/at.hex"))
        == reported(
          "the contents of 'words' cannot be read from '/nowhere/at.hex': is it a text file that is there?"))
    for (text, line, message) in [
      ("1\n0x2\n", 2, "'0x2' is no hexadecimal number"),
      ("1 2\n3\n4 5\n", 3, "the word '5' is past the end of 4 words: leave it out, or make the memory deeper"),
      ("@4 1\n", 1, "the address @4 is past the end of 4 words"),
      ("1\n\n40\n", 3, "the word '40' does not fit in 6 bits"),
      ("1 /* 2\n", 2, "a comment has no end: write '*/'"),
      ("x\n", 1, "'x' is no hexadecimal number"),
    ] {
      try inFile(text) { path in #expect(error(.file(path)) == reported("\(path):\(line): \(message)")) }
    }
  }

  @Test func aMemoryWithContentsMayBeWritten() throws {
    struct Unit: Module {
      let y: Unsigned
      init() { y = .output(6) }
      var body: [Statement] {
        let words = Memory("words", depth: 4, of: Unsigned.bits(6), contents: [7])
        words.write(3, at: 2)
        y <== words.read("word", at: 0)
      }
    }
    let text = try Verilog.text(of: Unit().elaborated())
    #expect(text.contains("words[0] = 6'd7;") && text.contains("words[2'd2] <= 6'd3;"))
  }
}
