import Accelerator
import Hardware

/// What is proved of the compression units in Yosys' SAT solver, for small widths and a number of cycles after a reset:
/// for all activations, zero points, lengths and pauses, encoding and then decoding changes nothing; and whatever the
/// beats, the decoder gives no word too many.
public struct CodecProof: Sendable, CustomStringConvertible {
  /// What is proved, as the test's name.
  public let description: String
  /// How the solver's output ends where it came out as it must.
  private let expected: String
  private let solve: @Sendable () throws -> String

  /// Two lanes of two bits, a mask for two steps, and code words of two pairs in two beats.
  private static var shape: CodecShape {
    CodecShape(
      storageBits: 2, runBits: 1, beatBits: 4, wordBits: 4, stepBits: 4, wordCountBits: 1, codeWordBits: 8, groupSize: 4
    )
  }

  /// What `make prove` proves, and a proof of something wrong that has to fail.
  public static let all: [CodecProof] =
    FeatureMapFormat.allCases.flatMap { [identity($0), reach($0)] } + [bound, mistake]

  private static func identity(_ format: FeatureMapFormat) -> CodecProof {
    CodecProof(
      description: "encoding and then decoding is the identity: \(format)",
      expected: "SAT proof finished - no model found: SUCCESS!"
    ) { try identityProof(format, cycles: 15).run() }
  }

  /// A whole chunk fits into the cycles, so the proof is about something.
  private static func reach(_ format: FeatureMapFormat) -> CodecProof {
    CodecProof(
      description: "a whole chunk goes through within the cycles of the proof: \(format)",
      expected: "SAT solving finished - model found:"
    ) { try identityProof(format, cycles: 15).run(reaching: "chunks", 1) }
  }

  private static var bound: CodecProof {
    CodecProof(
      description: "the decoder never gives a word too many",
      expected: "SAT proof finished - no model found: SUCCESS!"
    ) { try Proof(DecoderBound(shape), cycles: 16).run() }
  }

  /// The solver finds what is wrong: without the exclusive-or at the decoder's end, a zero point comes out as 0.
  private static var mistake: CodecProof {
    CodecProof(
      description: "a mistake that was put in is found",
      expected: "SAT proof finished - model found: FAIL!"
    ) {
      try identityProof(.bitmap, cycles: 14) { $0.replacingOccurrences(of: "^ step_flip", with: "^ 2'd0") }.run()
    }
  }

  private static func identityProof(
    _ format: FeatureMapFormat, cycles: Int, changing change: (String) -> String = { $0 }
  ) throws -> Proof {
    let setting = "-set settings_payload_format \(format.rawValue)"
    return try Proof(CodecIdentity(shape), cycles: cycles, setting, changing: change)
  }

  private init(description: String, expected: String, _ solve: @escaping @Sendable () throws -> String) {
    (self.description, self.expected, self.solve) = (description, expected, solve)
  }

  /// Asks the solver.
  ///
  /// - Returns: the end of what it said where that is not what was expected; nil where the proof holds.
  /// - Throws: `SimulationError` if there is no Yosys, `DesignError` if the design is wrong.
  public func failure() throws -> String? {
    let output = try solve()
    return output.contains(expected) ? nil : String(output.suffix(2000))
  }
}
