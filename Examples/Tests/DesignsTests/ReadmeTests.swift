import Designs
import Foundation
import Hardware
import Testing

/// The table of lines in the README is what a count gives.
@Suite struct ReadmeTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func lines(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: Example.all) func theTableCountsTheLines(of example: Example) throws {
    let folder = "Sources/Designs/\(example.folder)"
    let sources = try FileManager.default.contentsOfDirectory(atPath: Self.package.appending(path: folder).path)
    let swift = try sources.map { lines(try text("\(folder)/\($0)")) }.reduce(0, +)
    let files = try Verilog.emit(example.module.elaborated(), example.options)
    let verilog = files.filter(\.isModule).map { lines($0.contents) }.reduce(0, +)
    let row = "| `\(example.folder)` | \(swift) | \(verilog) |"
    #expect(try text("README.md").contains(row), "the README lacks: \(row)")
  }
}
