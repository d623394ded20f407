import Foundation
import Testing

@testable import Hardware

/// The Verilog of the samples, letter by letter.
///
/// To take over a change: `ORRIS_UPDATE_GOLDEN=1 swift test --filter GoldenVerilogTests`, and read the difference.
@Suite struct GoldenVerilogTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test func everySampleIsPrintedAsItStandsInItsFile() throws {
    for sample in Samples.all {
      let text = try Verilog.text(of: sample.elaborated())
      let url = Self.folder.appending(path: "\(sample.moduleName).v")
      if ProcessInfo.processInfo.environment["ORRIS_UPDATE_GOLDEN"] == "1" {
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
      let expected = try String(contentsOf: url, encoding: .utf8)
      let difference = firstDifference(text, expected)
      #expect(difference == nil, "\(url.lastPathComponent)")
    }
  }

  @Test func noLineIsLongerThanAHundredColumns() throws {
    for sample in Samples.all {
      for line in try Verilog.text(of: sample.elaborated()).split(separator: "\n") {
        #expect(line.count <= 100, "\(line)")
      }
    }
  }

  @Test func theSameDesignGivesTheSameBytes() throws {
    for sample in Samples.all {
      #expect(try Verilog.emit(sample.elaborated()) == Verilog.emit(sample.elaborated()))
    }
  }

  @Test func theChecksHaveNothingToSay() throws {
    for sample in Samples.all { #expect(try findings(of: sample) == []) }
  }

  private func firstDifference(_ actual: String, _ expected: String) -> String? {
    let actual = actual.components(separatedBy: "\n")
    let expected = expected.components(separatedBy: "\n")
    for (number, pair) in zip(actual, expected).enumerated() where pair.0 != pair.1 {
      return "line \(number + 1): '\(pair.0)' instead of '\(pair.1)'"
    }
    return actual.count == expected.count ? nil : "\(actual.count) lines instead of \(expected.count)"
  }
}
