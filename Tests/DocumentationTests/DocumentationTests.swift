import Foundation
import Hardware
import Testing

/// The articles of the documentation show nothing that is not so.
///
/// Swift stands word for word in `Examples`, where it is compiled and run; Verilog, waveforms and messages are what the
/// examples give.
@Suite struct DocumentationTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let catalogue = folder.appending(path: "../../Sources/Hardware/Hardware.docc").standardized

  @Test func swiftIsThatOfTheExamples() throws {
    let examples = try Self.files(in: Self.folder.appending(path: "Examples"), ending: "swift")
    try expectBlocks("swift", among: examples.map(\.lines))
  }

  @Test func verilogIsWhatTheExamplesGive() throws {
    let modules: [any Module] = [
      MultiplyAccumulate(activationBits: 8, weightBits: 8, partialSumBits: 32), Brightest(rows: 16, columns: 16),
      Crossbar(ports: 2), Sequencer(), BufferedPacketSum(wordBits: 8, sumBits: 16),
      Histogram(valueBits: 8, countBits: 16), LaneBuffer(depth: 64), DotProduct(lanes: 4, bits: 8),
      CreditCounter(limit: 4), Delay(), Square(bits: 8), CommandDecoder(), Scaling(),
    ]
    let texts = try modules.map { try Verilog.text(of: $0.elaborated()) }
    try expectBlocks("verilog", among: texts.map(Self.lines))
  }

  @Test func messagesAndWaveformsAreWhatTheExamplesGive() throws {
    var texts = [try sequencerWaveform()]
    for module in [Careless(), Forgetful(), Cloned(), FlagCrossing()] as [any Module] {
      texts.append(messages(about: module).joined(separator: "\n"))
    }
    try expectBlocks("text", among: texts.map(Self.lines))
  }

  @Test func everyArticleIsListed() throws {
    let root = try String(contentsOf: Self.catalogue.appending(path: "Hardware.md"), encoding: .utf8)
    for article in try Self.files(in: Self.catalogue, ending: "md") where article.name != "Hardware" {
      #expect(root.contains("- <doc:\(article.name)>"))
    }
  }
}

extension DocumentationTests {
  /// What a user sees who elaborates the module.
  private func messages(about module: any Module) -> [String] {
    do {
      return Checks.run(try module.elaborated()).map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  /// Expects that each block of this kind in the articles stands in one of the texts, whatever its indentation.
  private func expectBlocks(_ kind: String, among texts: [[String]]) throws {
    for article in try Self.files(in: Self.catalogue, ending: "md") {
      for block in Self.blocks(kind, in: article.lines) {
        let isFound = texts.contains { Self.contains($0, block) }
        #expect(isFound, "\(article.name): no example has this:\n\(block.joined(separator: "\n"))")
      }
    }
  }

  private static func contains(_ text: [String], _ block: [String]) -> Bool {
    guard let first = block.first, text.count >= block.count else { return false }
    return (0...text.count - block.count).contains { start in
      guard text[start].hasSuffix(first) else { return false }
      let indentation = text[start].dropLast(first.count)
      guard indentation.allSatisfy({ $0 == " " }) else { return false }
      return zip(text[start...], block).allSatisfy { $0 == ($1.isEmpty ? "" : indentation + $1) }
    }
  }

  private static func blocks(_ kind: String, in lines: [String]) -> [[String]] {
    var (blocks, current) = ([[String]](), [String]?.none)
    for line in lines {
      if line == "```", let block = current {
        blocks.append(block)
        current = nil
      } else if current != nil {
        current?.append(line)
      } else if line == "```\(kind)" {
        current = []
      }
    }
    return blocks
  }

  private static func files(in folder: URL, ending: String) throws -> [(name: String, lines: [String])] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == ending }
      .sorted { $0.path < $1.path }
      .map { ($0.deletingPathExtension().lastPathComponent, lines(try String(contentsOf: $0, encoding: .utf8))) }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
