import BigInt
import Foundation
import Hardware
import HardwareSimulation

/// Runs a design's Verilog in Icarus with a generated testbench in plain Verilog.
struct IcarusRun {
  let verilog: [VerilogFile]
  let top: String
  let stimulus: Stimulus
  var clocking = Verilog.Clocking()

  private var inputs: [SimulatedPort] { stimulus.ports.filter { $0.direction == .input } }
  private var outputs: [SimulatedPort] { stimulus.ports.filter { $0.direction == .output } }

  /// The outputs before each settled cycle's edges, in hexadecimal as Verilog prints it, by cycle and port.
  func run() throws -> [[Substring]] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orris-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let compiler = Checkout.tool("iverilog"), let runner = Checkout.tool("vvp") else {
      throw SimulationError("Icarus Verilog (iverilog, vvp) is not installed: run scripts/tools icarus")
    }
    let files = verilog + [VerilogFile(name: "testbench.v", contents: testbench)]
    for file in files {
      try file.contents.write(to: folder.appendingPathComponent(file.name), atomically: false, encoding: .utf8)
    }
    try vectors.write(to: folder.appendingPathComponent("vectors.hex"), atomically: false, encoding: .utf8)
    try Subprocess.check(
      compiler, ["-g2005", "-s", "testbench", "-o", "testbench.vvp"] + files.filter(\.isModule).map(\.name), in: folder,
      to: "compile the testbench")
    let output = try Subprocess.check(runner, ["-n", "testbench.vvp"], in: folder, to: "run the testbench")
    return output.split(separator: "\n").filter { $0.hasPrefix(": ") }.map { $0.dropFirst(2).split(separator: " ") }
  }

  // MARK: Vectors

  private var vectorWidth: Int { stimulus.domains.count + inputs.map(\.width).reduce(0, +) }

  /// One number a cycle: the inputs, the first one lowest, above the clocks.
  private var vectors: String {
    let lines = stimulus.values.indices.map { cycle in
      var vector = BigUInt(0)
      var low = 0
      for domain in stimulus.domains {
        if stimulus.clocked[cycle].contains(domain) { vector |= BigUInt(1) << low }
        low += 1
      }
      for (port, value) in zip(stimulus.ports, stimulus.values[cycle]) {
        guard let value else { continue }
        vector |= Bits(truncating: value, width: port.width).value << low
        low += port.width
      }
      return String(vector, radix: 16)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Testbench

  private var testbench: String {
    let clocks = stimulus.domains.map(clocking.clockName)
    let resets = Dictionary(uniqueKeysWithValues: stimulus.domains.map { ($0.resetName, clocking.resetName(of: $0)) })
    var low = clocks.count
    let connections = inputs.map { port in
      defer { low += port.width }
      let bits = "vector[\(low + port.width - 1):\(low)]"
      guard let reset = resets[port.name] else { return ".\(port.name)(\(bits))" }
      return ".\(reset)(\(clocking.resetLevel == .low ? "~" : "")\(bits))"
    }
    let all = clocks.map { ".\($0)(\($0))" } + connections + outputs.map { ".\($0.name)(\($0.name))" }
    let raise =
      clocks.isEmpty
      ? "#5;" : "{\(clocks.reversed().joined(separator: ", "))} = vector[\(clocks.count - 1):0];\n      #5;"
    let lower = clocks.map { "\($0) = 0;" }.joined(separator: " ")
    return """
      module testbench;
      \(clocks.map { "  reg \($0) = 0;" }.joined(separator: "\n"))
      \(outputs.map { "  wire [\($0.width - 1):0] \($0.name);" }.joined(separator: "\n"))
        reg [\(vectorWidth - 1):0] vectors [0:\(stimulus.values.count - 1)];
        reg [\(vectorWidth - 1):0] vector;
        integer cycle;
        \(top) dut (
          \(all.joined(separator: ",\n    "))
        );
        initial begin
          $readmemh("vectors.hex", vectors);
          for (cycle = 0; cycle < \(stimulus.values.count); cycle = cycle + 1) begin
            vector = vectors[cycle];
            #5;
            if (cycle >= \(stimulus.settledFrom)) begin
              $write(":");
      \(outputs.map { "        $write(\" %h\", \($0.name));" }.joined(separator: "\n"))
              $write("\\n");
            end
            \(raise)
            \(lower)
          end
        end
      endmodule

      """
  }
}
