import Accelerator
import Foundation
import Hardware

/// All that is generated for an architecture.
struct GeneratedFolder {
  let architecture: Architecture
  let verilog: [VerilogFile]
  let summary: DesignSummary
  let scope: DesignScope
  /// The file list: `<top module>.f`.
  private let listName: String

  init(_ architecture: Architecture, _ scope: DesignScope, _ printing: Verilog.Options = .init()) throws {
    (self.architecture, self.scope) = (architecture, scope)
    listName = printing.modulePrefix + scope.listName
    let progress = Progress("generate", total: 2)
    defer { progress.finish() }
    progress.update(0, "elaborating")
    let design = try scope.elaborated(architecture)
    progress.update(1, "writing Verilog")
    verilog = try Verilog.emit(design, printing)
    summary = DesignSummary(design.prefixingModules(printing.modulePrefix), architecture)
  }

  /// Replaces what an earlier run wrote there.
  func write(to path: String, withLineMap hasLineMap: Bool = false) throws(OutputError) {
    var folder = try OutputFolder(path)
    for file in verilog { try folder.add(file.name, file.contents) }
    if hasLineMap { try folder.add(LineMap.fileName, LineMap(verilog).json) }
    try folder.add(listName, verilog.filter(\.isModule).reduce("") { $0 + $1.name + "\n" })
    if scope == .accelerator {
      try folder.add(RegisterMap.headerName, RegisterMap.header(architecture))
      try folder.add("registers.md", RegisterMap.markdown(architecture))
    }
    try folder.add("architecture.json", architecture.json)
    try folder.add("summary.md", summary.markdown)
    try folder.add("summary.json", summary.json)
    try folder.commit(removing: Self.isGenerated)
  }

  /// Whether a file of this name belongs to generated Verilog alone, whatever the architecture and the scope.
  private static func isGenerated(_ name: String) -> Bool {
    let others = [RegisterMap.headerName, "registers.md", LineMap.fileName, VerilatorLint.recordName]
    let lists = [DesignScope.accelerator.listName, DesignScope.array.listName]
    let isVerilog = isModule(name) || name.hasSuffix(".hex") || lists.contains { name.hasSuffix($0) }
    return others.contains(name) || (isVerilog && !name.contains("/"))
  }

  /// Whether a file holds a module, in any dialect.
  private static func isModule(_ name: String) -> Bool {
    Verilog.Dialect.allCases.contains { name.hasSuffix(".\($0.fileExtension)") }
  }

  /// Whether a folder holds exactly this Verilog.
  func isWritten(in path: String) -> Bool {
    let folder = URL(fileURLWithPath: path)
    return Self.listedFiles(in: path) == Set(verilog.filter(\.isModule).map(\.name))
      && verilog.allSatisfy { file in
        (try? Data(contentsOf: folder.appendingPathComponent(file.name))) == Data(file.contents.utf8)
      }
  }

  /// The Verilog files that an earlier run wrote into a folder: those of its file list.
  private static func listedFiles(in folder: String) -> Set<String> {
    let names = [DesignScope.accelerator, .array].flatMap { scope -> [String] in
      let list = URL(fileURLWithPath: folder).appendingPathComponent(scope.listName)
      guard let text = try? String(contentsOf: list, encoding: .utf8) else { return [] }
      return text.split(separator: "\n").map(String.init)
    }
    return Set(names.filter { isModule($0) && !$0.contains("/") })
  }

  func report(folder: String) -> String {
    let size = "\(architecture.rows) x \(architecture.columns)"
    return """
      \(summary.top): \(size) processing elements, \(verilog.count) modules
      \(listPath(in: folder)) names the Verilog files; summary.md tells what they consist of

      """
  }

  private func listPath(in folder: String) -> String {
    folder.hasSuffix("/") ? folder + listName : "\(folder)/\(listName)"
  }
}
