import Foundation

/// What registers and memories hold before a reset or a write: values that follow from a seed.
///
/// Hardware comes up with anything in them, and what a design does must not depend on it. So a simulation that begins with
/// other values shows a register that should have a reset, and a memory that is read before it was written. Registers with
/// a reset begin with such values, too. The same seed gives the same values in the same simulator; those of the interpreter
/// are not those of a Verilated model.
public struct InitialState: Hashable, Sendable {
  /// What the values follow from.
  public let seed: UInt64

  /// The values of a seed; any will do.
  public init(seed: UInt64) { self.seed = seed }

  /// What this process takes where nothing else is said: the seed in the variable `ORRIS_STATE_SEED`, else a new one, which is
  /// printed to standard error.
  public static let ofProcess: InitialState = {
    if let seed = ProcessInfo.processInfo.environment[variable].flatMap({ UInt64($0) }) {
      return InitialState(seed: seed)
    }
    let state = InitialState(seed: .random(in: 1...UInt64(UInt32.max)))
    FileHandle.standardError.write(
      Data(
        "registers and memories begin with the values of seed \(state.seed); \(variable)=\(state.seed) repeats them\n"
          .utf8))
    return state
  }()

  private static let variable = "ORRIS_STATE_SEED"
}
