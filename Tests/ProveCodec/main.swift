// Runs the proofs of the compression units one by one; a program of its own, so that nothing else must be built for it.
import CodecProofs
import Foundation

var failures = 0
for proof in CodecProof.all {
  let start = Date()
  let failure = try proof.failure()
  let seconds = Int(Date().timeIntervalSince(start).rounded())
  print("\(failure == nil ? "proved" : "FAILED"): \(proof) (\(seconds) s)\(failure.map { "\n" + $0 } ?? "")")
  if failure != nil { failures += 1 }
}
exit(failures == 0 ? 0 : 1)
