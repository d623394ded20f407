import Foundation

/// The seeds of a random test: as many as the variable ORRIS_FUZZ_COUNT says, from ORRIS_FUZZ_SEED up; without them, always the
/// same few.
func randomSeeds(_ usual: Int) -> Range<UInt64> {
  let environment = ProcessInfo.processInfo.environment
  let first = environment["ORRIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
  return first..<first + (environment["ORRIS_FUZZ_COUNT"].flatMap { UInt64($0) } ?? UInt64(usual))
}
