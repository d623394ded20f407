@testable import Hardware
import HardwareSimulation

/// Where a block runs.
enum Backend: CaseIterable, Sendable {
  case interpreter

  func bench(_ block: any Module, seed: UInt64 = 0) throws -> Bench {
    switch self {
    case .interpreter: try Bench(Interpreter(block.elaborated()), seed: seed)
    }
  }
}
