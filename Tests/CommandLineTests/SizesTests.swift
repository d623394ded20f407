import Foundation
import TestSupport
import Testing

@Suite struct SizesTests {
  private struct Report: Decodable {
    struct Row: Decodable {
      let tensor: String
      let zeros: Double
      let raw, bitmap, runLength: Int
    }

    let rows: [Row]
  }

  @Test(.enabled(if: Workloads.isAvailable("digits"))) func eachMapIsMeasuredInEachFormat() throws {
    let run = try ToolRun([
      "sizes", Workloads.path("digits", "model.tflite"), "--input",
      Workloads.path("digits", "golden/test001/input.npy"), "--preset", "tiny", "--compression", "--json",
    ])
    try #require(run.status == 0, "\(run.error)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.rows.first?.tensor == "input" && report.rows.count > 3)
    for row in report.rows {
      // Never more than a mask's bit for each activation, and for each of at most 8 rows a header of 4 bytes and as much to
      // fill up its last beat.
      #expect(row.raw > 0 && row.bitmap <= row.raw * 9 / 8 + 8 * 8, "\(row.tensor)")
      #expect(row.runLength > 4 && (0...1).contains(row.zeros), "\(row.tensor)")
    }
    #expect(report.rows.contains { $0.bitmap < $0.raw })
  }
}
