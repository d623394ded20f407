import Foundation
import HardwareSimulation

/// A tool that a test needs.
///
/// Without it the test is skipped, with a message; in CI (`CI` is set) it runs and fails.
enum Requirement: String, CaseIterable {
  case verilator, icarus, fst

  var isMet: Bool {
    if isInstalled { return true }
    if ProcessInfo.processInfo.environment["CI"] != nil { return true }
    FileHandle.standardError.write(Data("skipped: what needs \(rawValue), which scripts/tools installs\n".utf8))
    return false
  }

  private var isInstalled: Bool {
    switch self {
    case .verilator: (try? VerilatorTool.find()) != nil
    case .icarus: Checkout.tool("iverilog") != nil && Checkout.tool("vvp") != nil
    case .fst: Checkout.root.map { FileManager.default.fileExists(atPath: "\($0.path)/.tools/fst/flags") } ?? false
    }
  }
}
