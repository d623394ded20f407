import Hardware

/// A flattened design, ready to run: combinational instructions in an order that settles everything in one pass, and
/// what happens at the edges of each clock.
struct Program {
  var instructions: [Instruction] = []
  /// Offsets of select operands.
  var operandTable: [UInt32] = []
  var wideOperations: [WideOperation] = []
  var storageCount = 0
  /// Words that are not 0 at the start: constants.
  var initialWords: [(offset: UInt32, word: UInt64)] = []
  /// What holds its value between clock edges: registers, data of registered reads, words of memories.
  var state: [Slot] = []

  var domains: [ClockDomain]
  /// By domain.
  var resets: [Slot]
  var edges: [Edge]
  var assertions: [CompiledAssertion] = []
  var instances: [FlatInstance] = []
  /// The top's ports in the order of `SimulatedPort.all`.
  var ports: [Slot] = []

  /// What one clock's rising edge does.
  struct Edge {
    var reads: [RegisteredRead] = []
    var writes: [MemoryWrite] = []
    /// Registers of at most 64 bits without and with a reset value, and the wider ones.
    var plainRegisters: [RegisterUpdate] = []
    var resetRegisters: [RegisterUpdate] = []
    var wideRegisters: [RegisterUpdate] = []
  }

  struct RegisterUpdate {
    var target: Slot
    var next: UInt32
    /// The offset of the constant that reset gives; nil for registers that keep running in reset.
    var resetValue: UInt32?
  }

  struct FlatMemory {
    var base: UInt32
    var width: Int
    var depth: Int
    var wordCount: Int { Words.count(forWidth: width) }
  }

  struct RegisteredRead {
    var memory: FlatMemory
    var address: Slot
    var enable: UInt32
    var target: Slot
    /// Where the data wait until all that look at the old ones have done so.
    var staging: UInt32
    /// For each write port whose data this one promises not to look at in the same cycle.
    var clashes: [MemoryWrite]
  }

  struct MemoryWrite {
    var memory: FlatMemory
    var domain: Int
    var address: Slot
    var data: Slot
    var enable: UInt32
    var mask: Slot?
  }

  struct CompiledAssertion {
    var name: String
    var assertion: Netlist.Assertion
    var domain: Int
    var enable: UInt32?
    var condition: UInt32
  }

  /// An instance in the hierarchy; the top is the first.
  struct FlatInstance {
    var name: String
    var definition: Int
    var children: [Int] = []
    /// The offset of each net of the definition.
    var nets: [UInt32]
    /// The definition's memories.
    var memories: [FlatMemory] = []
  }
}
