import Accelerator
import Foundation
import Testing

@Suite struct DescribeTests {
  private struct Summary: Decodable {
    struct Memory: Decodable { let name: String, depth: Int, width: Int, count: Int, bits: Int }
    struct Module: Decodable { let name: String, instances: Int }
    struct Multiplier: Decodable { let left: Int, right: Int, count: Int }
    let architecture: Architecture
    let processingElements: Int
    let memories: [Memory]
    let memoryBits: Int
    let flipFlops: Int
    let multipliers: [Multiplier]
    let modules: [Module]
  }

  private func summary(_ arguments: String...) throws -> Summary {
    let run = try ToolRun(["describe", "--json"] + arguments)
    #expect(run.status == 0 && run.message == "")
    return try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8))
  }

  @Test func countsWhatIsInTheArray() throws {
    let summary = try summary("--array", "--preset", "tiny")
    #expect(summary.architecture == .tiny)
    #expect(summary.processingElements == 12)
    func bits(_ depth: Int, _ width: Int) -> Int? {
      summary.memories.first { $0.depth == depth && $0.width == width && $0.count == 12 }?.bits
    }
    // The scratchpads of 12 PEs: ifmap values with the bit of the zero point, weights, psums.
    #expect(bits(12, 9) == 12 * 12 * 9)
    #expect(bits(64, 8) == 12 * 64 * 8)
    #expect(bits(8, 32) == 12 * 8 * 32)
    #expect(summary.memoryBits == summary.memories.reduce(0) { $0 + $1.bits })
    #expect(summary.multipliers.map { [$0.left, $0.right, $0.count] } == [[9, 8, 12]])
    #expect(summary.modules.first?.name == "processing_array")
    #expect(summary.modules.first { $0.name == "processing_element" }?.instances == 12)
    #expect(summary.modules.first { $0.name == "array_row" }?.instances == 3)
    // Two counters of 48 bits in the array alone, and at least the two pipeline stages' products in each PE.
    #expect(summary.flipFlops > 96 + 12 * 17)
  }

  @Test func everyFieldIsAnOption() throws {
    var expected = Architecture.tiny
    // The array alone takes any of them.
    var arguments = ["--array", "--preset", "tiny"]
    for field in Architecture.fields {
      switch (field.storage, field.value(in: expected)) {
      case (.number, .number(let number)):
        arguments += ["--\(field.optionName)", "\(number + 1)"]
        field.set(.number(number + 1), in: &expected)
      case (_, .flag(let flag)):
        arguments.append("--\(flag ? "no-" : "")\(field.optionName)")
        field.set(.flag(!flag), in: &expected)
      default: Issue.record("\(field.name) has a value of another type")
      }
    }
    let run = try ToolRun(["describe", "--json"] + arguments)
    #expect(run.status == 0 && run.message == "")
    #expect(try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8)).architecture == expected)
  }

  @Test func optionsGoOverTheFile() throws {
    let folder = ScratchFolder()
    try folder.write(#"{"preset": "tiny", "rows": 4, "columns": 5}"#, to: "a.json")
    let run = try ToolRun("describe", "--json", "--architecture", "a.json", "--rows", "2", in: folder)
    let architecture = try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8)).architecture
    var expected = Architecture.tiny
    (expected.rows, expected.columns) = (2, 5)
    #expect(architecture == expected)
  }

  @Test func tableIsPlainWhereNobodyLooksOn() throws {
    let run = try ToolRun("describe", "--preset", "tiny")
    #expect(run.status == 0 && run.message == "")
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.output.contains("\n  rows                   3  PEs       rows of processing elements\n"))
    for title in ["Parameters", "Totals", "Memories", "Modules"] {
      #expect(run.output.split(separator: "\n").contains(Substring(title)))
    }
  }
}
