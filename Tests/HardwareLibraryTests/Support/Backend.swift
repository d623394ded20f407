import Hardware
import HardwareSimulation

/// Where a block runs.
enum Backend: CaseIterable, Sendable {
  case interpreter
  case verilator

  /// - Parameter block: for Verilator, one of `Blocks.all`.
  func bench(_ block: any Module, seed: UInt64 = 0, initialState: InitialState = .ofProcess) throws -> Bench {
    switch self {
    case .interpreter:
      return try Bench(Interpreter(block.elaborated(), initialState: initialState), seed: seed)
    case .verilator:
      let simulator = try VerilatedBlocks.shared.take()
      return try Bench(simulator, prefix: Batch.prefix(of: block), seed: seed) {
        VerilatedBlocks.shared.giveBack(simulator)
      }
    }
  }
}
