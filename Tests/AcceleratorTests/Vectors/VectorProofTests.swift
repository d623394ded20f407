import Accelerator
import Foundation
import HardwareSimulation
import Testing
import VectorProofs

/// Some of the proofs of `make prove`: the modules of `tiny` with the most of vectors, loops and shared forms.
@Suite(.enabled(if: Checkout.tool("yosys") != nil, "Yosys is not there (make tools)"))
struct VectorProofTests {
  private static let names = [
    "row_collector", "array_collector", "buffer_reader", "psum_y_bus", "strided_walk_a14_l3", "vector_operands",
  ]

  /// The proof of a module of `tiny`.
  private func proof(_ name: String) throws -> VectorProof {
    let tiny = try #require(Architecture.presets.first { $0.name == "tiny" })
    let proofs = VectorProof.all(of: try Accelerator(tiny.architecture).elaborated(), stateBits: 300)
    return try #require(proofs.first { $0.name == name }, "'tiny' has no module '\(name)' as small as that")
  }

  @Test(arguments: names) func vectorsChangeNothing(name: String) throws {
    let proof = try proof(name)
    #expect(try proof.hasVectors(), "both forms are the same text")
    let failure = try proof.failure()
    #expect(failure == nil)
  }

  @Test func aSliceThatIsOffByOneIsFound() throws {
    let (right, wrong) = ("psums_payload[63:32]", "psums_payload[62:31]")
    var isThere = false
    let failure = try proof("row_collector").failure { text in
      isThere = text.contains(right)
      return text.replacingOccurrences(of: right, with: wrong)
    }
    #expect(isThere)
    #expect(failure?.contains("unproven $equiv cells") == true)
  }
}
