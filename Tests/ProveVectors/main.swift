// Proves of the modules of a preset that vectors and loops change nothing; a program of its own, so that nothing else
// must be built for it. Use: prove-vectors [PRESET [BITS]], BITS of state being the most that a module has.
import Accelerator
import Foundation
import VectorProofs

let arguments = CommandLine.arguments
let preset = arguments.count > 1 ? arguments[1] : "tiny"
let limit = arguments.count > 2 ? Int(arguments[2]) : 300
guard let limit, let architecture = Architecture.presets.first(where: { $0.name == preset })?.architecture else {
  FileHandle.standardError.write(Data("prove-vectors: no preset '\(preset)', or no number of bits\n".utf8))
  exit(2)
}
let proofs = try VectorProof.all(of: Accelerator(architecture).elaborated(), stateBits: limit)
var (failures, trivial) = (0, 0)
for proof in proofs {
  let start = Date()
  let failure = try proof.failure()
  let seconds = Int(Date().timeIntervalSince(start).rounded())
  print("\(failure == nil ? "proved" : "FAILED"): \(proof), \(seconds) s\(failure.map { "\n" + $0 } ?? "")")
  if failure != nil { failures += 1 }
  if try !proof.hasVectors() { trivial += 1 }
}
print(
  "\(proofs.count - failures) of \(proofs.count) modules of '\(preset)' with at most \(limit) bits of state are proved; "
    + "\(trivial) of them are the same text in both forms")
exit(failures == 0 && trivial < proofs.count ? 0 : 1)
