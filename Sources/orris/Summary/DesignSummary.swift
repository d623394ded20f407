import Accelerator

/// What a generated design consists of, added up over its whole hierarchy: what synthesis makes of it, without what
/// only assertions read.
struct DesignSummary: Encodable {
  /// All memories of the same size at the same place in the same module.
  struct Memory: Encodable {
    let module: String
    let name: String
    /// Words.
    let depth: Int
    /// Bits of a word.
    let width: Int
    /// How many there are in the design.
    let count: Int
    /// Bits of all of them together.
    let bits: Int
  }

  struct Module: Encodable {
    let name: String
    let purpose: String
    /// How many there are in the design.
    let instances: Int
    /// Flip-flops in one instance, without those of the modules in it.
    let flipFlops: Int
  }

  /// Multipliers of the same operand widths.
  struct Multiplier: Encodable {
    let module: String
    /// Bits of the operands.
    let left, right: Int
    let count: Int
  }

  let top: String
  let architecture: Architecture
  /// `Architecture.hash`, by which a driver tells hardware apart.
  let architectureHash: String
  let processingElements: Int
  let memories: [Memory]
  let memoryBits: Int
  /// Registers of all modules, and the output registers of the memories' read ports.
  let flipFlops: Int
  let multipliers: [Multiplier]
  /// The top first, then every module after those that contain it.
  let modules: [Module]
}
