import CodecProofs
import HardwareSimulation
import Testing

/// The proofs of `make prove`.
@Suite(.enabled(if: Checkout.tool("yosys") != nil, "Yosys is not there (make tools)"))
struct CodecProofTests {
  @Test(arguments: CodecProof.all) func holds(proof: CodecProof) throws {
    let failure = try proof.failure()
    #expect(failure == nil)
  }
}
