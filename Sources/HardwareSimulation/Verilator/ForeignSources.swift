import Foundation
import Hardware

/// The Verilog files of a design's foreign modules.
enum ForeignSources {
  /// - Throws: `SimulationError` that names the file that cannot be read.
  static func read(for design: Netlist.Design) throws -> [VerilatedLibrary.Source] {
    try Verilog.foreignFiles(of: design).enumerated().map { index, path in
      let url = URL(fileURLWithPath: path)
      let contents: String
      do {
        contents = try String(contentsOf: url, encoding: .utf8)
      } catch {
        let reason = FileProblem(error)?.reason ?? "it is no text in UTF-8"
        throw SimulationError("\(path): the Verilog of a foreign module cannot be read: \(reason)")
      }
      // Headers are found by their names; the others must not replace a file of the design's own.
      let name = url.lastPathComponent
      return VerilatedLibrary.Source(name: isHeader(name) ? name : "foreign_\(index)_\(name)", contents: contents)
    }
  }

  /// Whether others include the file, so that it is not given to tools by itself.
  static func isHeader(_ name: String) -> Bool { name.hasSuffix(".vh") || name.hasSuffix(".svh") }
}
