import Foundation
import HardwareSimulation

/// Verilator's lint of a folder of generated Verilog; done once for the same text.
struct VerilatorLint {
  let folder: String
  /// Keeps the version of Verilator that found nothing, beside the Verilog that it looked at.
  static let recordName = "lint.txt"

  /// Writes what was generated, unless it is there already, and lints it, unless that was done.
  ///
  /// - Returns: whether the lint was run now.
  /// - Throws: `CommandFailure` with the warnings; `SimulationError` where there is no Verilator.
  func check(_ generated: GeneratedFolder) throws -> Bool {
    let verilator = try VerilatorTool.find()
    let record = URL(fileURLWithPath: folder).appendingPathComponent(Self.recordName)
    if generated.isWritten(in: folder), (try? String(contentsOf: record, encoding: .utf8)) == verilator.version {
      return false
    }
    try OutputFolder.check(folder, for: [Self.recordName])
    // The record of other Verilog goes with that.
    try generated.write(to: folder)
    let run = try Subprocess.run(
      verilator.executable,
      ["--lint-only", "-Wall", "--top-module", generated.summary.top] + generated.verilog.map(\.name),
      in: URL(fileURLWithPath: folder))
    guard run.status == 0, !run.output.split(separator: "\n").contains(where: { $0.hasPrefix("%") }) else {
      throw CommandFailure(.defect, "Verilator warns of the generated Verilog in \(folder):\n\(run.excerpt)")
    }
    var output = try OutputFolder(folder)
    try output.add(Self.recordName, verilator.version)
    try output.commit()
    return true
  }
}
