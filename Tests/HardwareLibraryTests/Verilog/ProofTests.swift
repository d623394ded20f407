import Foundation
import Hardware
import HardwareLibrary
import HardwareSimulation
import Testing

/// The properties that stand in the blocks, proved for all inputs and all time, by induction in Yosys' SAT solver.
@Suite struct ProofTests {
  static let blocks: [any Module] =
    [FIFOTests.shallow[0], FIFOTests.shallow[2], FIFOTests.deep[0], FIFOTests.deep[2]]
    + [SkidBufferTests.block, StreamRegisterTests.block, StreamForkTests.eager[2], StreamWidenerTests.blocks[2]]
    + [StreamNarrowerTests.blocks[2], ArbiterTests.roundRobin[2], StreamArbiterTests.priority[2]]
    + [StreamArbiterTests.roundRobin[2], LoopNestTests.blocks[2], AffineGeneratorTests.blocks[1]]
    + [BuffetTests.plain[2], BuffetTests.updated[2], BuffetTests.credited[1], CrossingTests.counters[2]]

  @Test(.enabled(if: Checkout.tool("yosys") != nil)) func thePropertiesHoldForAllInputs() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var script: [String] = []
    for block in Self.blocks {
      let design = try block.elaborated()
      let file = "\(design.top.name).v"
      try Verilog.text(of: design).write(to: folder.appending(path: file), atomically: false, encoding: .utf8)
      script += Self.proof(of: design.top.name, in: file)
    }
    try script.joined(separator: "\n").write(to: folder.appending(path: "prove.ys"), atomically: false, encoding: .utf8)
    let yosys = try #require(Checkout.tool("yosys"))
    let run = try Subprocess.run(yosys, ["-s", "prove.ys"], in: folder)
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    // Each proof announces itself, so that none is passed over.
    let proved = run.output.components(separatedBy: "Induction step proven: SUCCESS!").count - 1
    #expect(proved == Self.blocks.count)
  }

  /// Yosys' commands: from the state after a reset, and from any state in which the properties held for some cycles.
  private static func proof(of top: String, in file: String) -> [String] {
    [
      "design -reset", "read_verilog -formal -D FORMAL \(file)", "prep -top \(top) -flatten", "chformal -cover -remove",
      "async2sync", "memory_map", "opt_clean",
      "sat -verify -prove-asserts -set-assumes -set-at 1 reset 1 -seq 1 -tempinduct -maxsteps 6 \(top)",
    ]
  }
}
