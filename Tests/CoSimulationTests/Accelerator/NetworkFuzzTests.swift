import CoSimulation
import Foundation
import Testing

@Suite struct NetworkFuzzTests {
  /// As many as the variable ORRIS_NETWORKS says.
  @Test func randomNetworksOnRandomAcceleratorsWithRandomMemories() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["ORRIS_NETWORKS"].flatMap { Int($0) } ?? 100
    let seed = environment["ORRIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    do {
      let refused = try NetworkFuzz(seed: seed, count: count).run()
      print("\(count) networks from seed \(seed), \(refused) more did not fit their accelerator")
      #expect(refused < count, "most networks fit")
    } catch let failure as NetworkFuzz.Failure {
      Issue.record("seed \(seed): \(failure)")
    }
  }
}
