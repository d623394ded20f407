import Foundation
import Hardware
import HardwareSimulation
import Testing

/// Crossings under all inputs and all interleavings of two clocks, from a reset of both, for so many instants.
@Suite struct CrossingProofTests {
  /// So many that several words pass a FIFO, or two words a handshake, whose bits have to come back in between.
  private static func instants(depth: Int?) -> Int { depth == nil ? 26 : 18 }

  @Test(.enabled(if: Checkout.tool("yosys") != nil), arguments: [nil, 2, 4] as [Int?])
  func wordsStayInOrderWhateverTheClocksDo(depth: Int?) throws {
    let (isProved, output) = try prove(Watched(depth: depth).elaborated(), instants: Self.instants(depth: depth))
    #expect(isProved, "\(output.suffix(2000))")
  }

  /// A proof of what is never reached would say nothing.
  @Test(.enabled(if: Checkout.tool("yosys") != nil), arguments: [nil, 2] as [Int?])
  func theProofSeesWordsComeOut(depth: Int?) throws {
    let (isProved, output) = try prove(
      Watched(depth: depth, isIdle: true).elaborated(), instants: Self.instants(depth: depth))
    #expect(!isProved && output.contains("proof did fail"), "\(output.suffix(2000))")
  }

  private func prove(_ design: Netlist.Design, instants: Int) throws -> (isProved: Bool, output: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "crossing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let top = design.top.name
    try Verilog.text(of: design).write(to: folder.appending(path: "top.v"), atomically: false, encoding: .utf8)
    let inputs = ["clock", "pixel_clock", "reset", "pixel_reset"]
    let start = inputs.map { "-set-at 1 \($0) \($0.hasSuffix("reset") ? 1 : 0) -set-at 2 \($0) 1" }
    let running = (3...instants).flatMap { ["-set-at \($0) reset 0", "-set-at \($0) pixel_reset 0"] }
    let script = [
      "read_verilog -formal -D FORMAL top.v", "prep -top \(top) -flatten", "chformal -cover -remove", "memory_map",
      "clk2fflogic", "opt_clean",
      "sat -verify -prove-asserts -set-assumes \((start + running).joined(separator: " ")) -seq 2 -tempinduct-baseonly "
        + "-maxsteps \(instants) \(top)",
    ]
    try script.joined(separator: "\n").write(to: folder.appending(path: "prove.ys"), atomically: false, encoding: .utf8)
    let run = try Subprocess.run(try #require(Checkout.tool("yosys")), ["-s", "prove.ys"], in: folder)
    let reached = run.output.contains("Reached maximum number of time steps -> proved base case for \(instants) steps")
    return (run.status == 0 && reached, run.output)
  }
}
