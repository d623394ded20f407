// Proves of the modules of a preset that vectors and loops change nothing; a program of its own, so that nothing else
// must be built for it. Use: prove-vectors [PRESET [BITS]], BITS of state being the most that a module has.
import Accelerator
import Foundation
import VectorProofs

let arguments = CommandLine.arguments
let preset = arguments.count > 1 ? arguments[1] : "tiny"
let bits = arguments.count > 2 ? arguments[2] : "300"
func refuse(_ problem: String) -> Never {
  FileHandle.standardError.write(Data("prove-vectors: \(problem)\n".utf8))
  exit(2)
}
guard let architecture = Architecture.presets.first(where: { $0.name == preset })?.architecture else {
  refuse("no preset '\(preset)' (one of: \(Architecture.presets.map(\.name).joined(separator: ", ")))")
}
guard let limit = Int(bits), limit > 0 else { refuse("'\(bits)' is no number of bits from 1 on") }
guard arguments.count <= 3 else { refuse("a preset and a number of bits are all that it takes") }
let all = try VectorProof.all(of: Accelerator(architecture).elaborated(), stateBits: limit)
// Where both forms are one text, there is nothing to prove.
let proofs = try all.filter { try $0.hasVectors() }
var failures = 0
for proof in proofs {
  let start = Date()
  let failure = try proof.failure()
  let seconds = Int(Date().timeIntervalSince(start).rounded())
  print("\(failure == nil ? "proved" : "FAILED"): \(proof), \(seconds) s\(failure.map { "\n" + $0 } ?? "")")
  if failure != nil { failures += 1 }
}
print(
  "\(proofs.count - failures) of \(proofs.count) modules of '\(preset)' with vectors and at most \(limit) bits of state "
    + "are proved; \(all.count - proofs.count) others are the same text in both forms")
exit(failures == 0 && !proofs.isEmpty ? 0 : 1)
