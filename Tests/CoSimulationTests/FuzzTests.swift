import CoSimulation
import Foundation
import Testing

@Suite struct FuzzTests {
  /// `ORRIS_FUZZ_SEED` and `ORRIS_FUZZ_COUNT` run other or more pairs.
  @Test func randomLayersOnRandomArraysEqualTheGoldenModel() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ORRIS_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let count = environment["ORRIS_FUZZ_COUNT"].flatMap(Int.init) ?? 200
    print("fuzz: \(count) pairs from seed \(seed)")
    var passed = 0
    try Fuzz(seed: seed, count: count).run { passed = $0 }
    #expect(passed == count)
  }
}
