import Foundation
import Hardware
import HardwareSimulation
import Testing

@testable import Accelerator

/// Proved in Yosys' SAT solver, for small widths and a number of cycles after a reset: for all activations, zero
/// points, lengths and pauses, encoding and then decoding changes nothing; and whatever the beats, the decoder gives
/// no word too many.
@Suite(.enabled(if: Checkout.tool("yosys") != nil, "Yosys is not there (make tools)"))
struct CodecProofTests {
  /// Two lanes of two bits, a mask for two steps, and code words of two pairs in two beats.
  static let shape = CodecShape(
    storageBits: 2, runBits: 1, beatBits: 4, wordBits: 4, stepBits: 4, wordCountBits: 1, codeWordBits: 8, groupSize: 4)

  @Test(arguments: FeatureMapFormat.allCases)
  func encodingAndDecodingIsTheIdentity(format: FeatureMapFormat) throws {
    let proof = try Proof(CodecIdentity(Self.shape), cycles: 15, "-set settings_payload_format \(format.rawValue)")
    let run = try proof.run()
    #expect(run.contains("SAT proof finished - no model found: SUCCESS!"), "\(run.suffix(2000))")
    // A whole chunk fits into the cycles, so the proof is about something.
    let reach = try proof.run(reaching: "chunks", 1)
    #expect(reach.contains("SAT solving finished - model found:"), "\(reach.suffix(2000))")
  }

  @Test func theDecoderNeverGivesAWordTooMany() throws {
    let run = try Proof(DecoderBound(Self.shape), cycles: 16).run()
    #expect(run.contains("SAT proof finished - no model found: SUCCESS!"), "\(run.suffix(2000))")
  }

  /// The solver finds what is wrong: without the exclusive-or at the decoder's end, a zero point comes out as 0.
  @Test func aMistakeIsFound() throws {
    let proof = try Proof(CodecIdentity(Self.shape), cycles: 14, "-set settings_payload_format 2") {
      $0.replacingOccurrences(of: "^ step_flip", with: "^ 2'd0")
    }
    let run = try proof.run()
    #expect(run.contains("SAT proof finished - model found: FAIL!"), "\(run.suffix(2000))")
  }
}

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
    let resets = (1...cycles).map { "-set-at \($0) reset \($0 == 1 ? 1 : 0)" }.joined(separator: " ")
    setting = "-set-assumes \(resets) \(inputs) -seq \(cycles)"
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
      memory_map
      opt -full
      sat \(question) \(setting) \(top)
      """
    try script.write(to: folder.appending(path: "prove.ys"), atomically: false, encoding: .utf8)
    return try Subprocess.run(try #require(Checkout.tool("yosys")), ["-s", "prove.ys"], in: folder).output
  }
}
