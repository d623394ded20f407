import Foundation
import Hardware
import HardwareSimulation

/// A module's assertions over so many cycles, the first of them a reset.
struct Proof {
  private let verilog: String
  private let top: String
  private let setting: String

  init(
    _ module: some Module, cycles: Int, _ inputs: String = "", changing change: (String) -> String = { $0 }
  ) throws {
    let design = try module.elaborated()
    top = design.top.name
    verilog = change(try Verilog.text(of: design))
    // Newer versions of Yosys look at what held before a clock edge in the cycle after it.
    let resets = (1...cycles + 1).map { "-set-at \($0) reset \($0 == 1 ? 1 : 0)" }.joined(separator: " ")
    setting = "-set-assumes \(resets) \(inputs) -seq \(cycles + 1)"
    lastCycle = cycles
  }

  private let lastCycle: Int

  /// What Yosys says of the assertions.
  func run() throws -> String { try solve("-prove-asserts") }

  /// What Yosys says when asked for a way to a value of an output.
  func run(reaching output: String, _ value: Int) throws -> String {
    try solve("-set-at \(lastCycle) \(output) \(value)")
  }

  private func solve(_ question: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codec-proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try verilog.write(to: folder.appending(path: "\(top).v"), atomically: false, encoding: .utf8)
    let script = """
      read_verilog -formal -D FORMAL \(top).v
      prep -top \(top) -flatten
      chformal -cover -remove
      async2sync
      memory_map
      opt -full
      sat \(question) \(setting) \(top)
      """
    try script.write(to: folder.appending(path: "prove.ys"), atomically: false, encoding: .utf8)
    guard let yosys = Checkout.tool("yosys") else { throw SimulationError("Yosys is not there (make tools)") }
    return try Subprocess.run(yosys, ["-s", "prove.ys"], in: folder).output
  }
}
