import Foundation
import Hardware
import HardwareSimulation

/// One Verilator model of all blocks, built once; each test that runs beside others has an instance of its own.
final class VerilatedBlocks: @unchecked Sendable {
  static let shared = VerilatedBlocks()

  private let lock = NSLock()
  private var idle: [VerilatedSimulator] = []
  /// Decided once: if the model cannot be built, no test tries again.
  private var design: Result<Netlist.Design, any Error>?

  /// An instance as after power-up, except for registers that a reset leaves alone.
  func take() throws -> VerilatedSimulator {
    let simulator = try lock.withLock { try idle.popLast() ?? make() }
    for (index, port) in simulator.ports.enumerated() where port.direction == .input { simulator.setWord(0, of: index) }
    return simulator
  }

  /// Lets another test have an instance.
  func giveBack(_ simulator: VerilatedSimulator) {
    lock.withLock { idle.append(simulator) }
  }

  private func make() throws -> VerilatedSimulator {
    if let design { return try VerilatedSimulator(design.get()) }
    do {
      let design = try Batch(Blocks.all.map { try $0.elaborated() }).design
      let simulator = try VerilatedSimulator(design)
      self.design = .success(design)
      return simulator
    } catch {
      design = .failure(error)
      throw error
    }
  }
}
