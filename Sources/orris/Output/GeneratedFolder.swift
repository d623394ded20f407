import Accelerator
import Foundation
import Hardware

/// All that is generated for an architecture.
struct GeneratedFolder {
  /// The file list: names of Verilog files, one a line, children before their parents. Called after the top module.
  static let listName = "processing_array.f"

  let architecture: Architecture
  let verilog: [VerilogFile]
  let summary: DesignSummary

  init(_ architecture: Architecture) throws {
    self.architecture = architecture
    let progress = Progress("generate", total: 2)
    defer { progress.finish() }
    progress.update(0, "elaborating")
    let design = try ProcessingArray(architecture).elaborated()
    let errors = Checks.run(design).filter { $0.severity == .error }
    guard errors.isEmpty else { throw DesignError(diagnostics: errors) }
    progress.update(1, "writing Verilog")
    verilog = try Verilog.emit(design)
    summary = DesignSummary(design, architecture)
  }

  func write(to path: String) throws(OutputError) {
    let obsolete = Self.listedFiles(in: path).subtracting(verilog.map(\.name))
    var folder = try OutputFolder(path)
    for file in verilog { try folder.add(file.name, file.contents) }
    try folder.add(Self.listName, verilog.reduce("") { $0 + $1.name + "\n" })
    try folder.add("architecture.json", architecture.json)
    try folder.add("summary.md", summary.markdown)
    try folder.add("summary.json", summary.json)
    try folder.commit(removing: obsolete.sorted())
  }

  /// Whether a folder holds exactly this Verilog.
  func isWritten(in path: String) -> Bool {
    let folder = URL(fileURLWithPath: path)
    return Self.listedFiles(in: path) == Set(verilog.map(\.name))
      && verilog.allSatisfy { file in
        (try? Data(contentsOf: folder.appendingPathComponent(file.name))) == Data(file.contents.utf8)
      }
  }

  /// The Verilog files that an earlier run wrote into a folder: those of its file list.
  private static func listedFiles(in folder: String) -> Set<String> {
    let list = URL(fileURLWithPath: folder).appendingPathComponent(listName)
    guard let text = try? String(contentsOf: list, encoding: .utf8) else { return [] }
    return Set(text.split(separator: "\n").map(String.init).filter { $0.hasSuffix(".v") && !$0.contains("/") })
  }

  func report(folder: String) -> String {
    let size = "\(architecture.rows) x \(architecture.columns)"
    return """
      \(summary.top): \(size) processing elements, \(verilog.count) modules
      \(listPath(in: folder)) names the Verilog files; summary.md tells what they consist of

      """
  }

  private func listPath(in folder: String) -> String {
    folder.hasSuffix("/") ? folder + Self.listName : "\(folder)/\(Self.listName)"
  }
}
