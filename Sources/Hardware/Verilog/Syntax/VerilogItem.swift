extension Verilog {
  /// A part of a module's body.
  enum Item {
    /// A net without a value of its own.
    case declaration(SignalID, source: SourceLocation?)
    case memory(MemoryID, source: SourceLocation?)
    /// What a memory begins with.
    case contents(MemoryID)
    /// A wire with its value.
    case wire(SignalID, Expression, source: SourceLocation?)
    case assign(Target, Expression, source: SourceLocation?)
    case combinational([Statement])
    case clocked(ClockEdges, [Statement])
    case instance(Instance)
    /// The same items for each value of the loop's variable below a count.
    case loop(Loop)
    /// Read by nothing in the module; keeps linters quiet.
    case unused(name: String, [Expression])
  }

  /// A `generate for`.
  struct Loop {
    /// The name of the block, by which tools show what is in it.
    var label: String
    var count: Int
    /// Numbers of a certain width that follow from the variable.
    var numbers: [LoopNumber] = []
    var items: [Item]
  }

  struct LoopNumber: Hashable {
    var name: String
    var value: Affine
    var width: Int
  }

  /// When a clocked block runs: at the rising edge of a clock, and where an asynchronous reset becomes active.
  struct ClockEdges {
    var clock: SignalID
    /// The asynchronous reset.
    var reset: SignalID?
    /// Whether the reset is active when it is low.
    var isResetFalling = false
  }

  struct Instance {
    var name: String
    var module: String
    /// The width of the payload, for a module of which it is a parameter.
    var width: Int?
    /// What a foreign module is given.
    var parameters: [Netlist.Foreign.Parameter] = []
    var connections: [Connection]
    var attributes: [Attribute] = []
    var source: SourceLocation?
  }

  struct Connection {
    var port: String
    var direction: Netlist.Net.Direction
    var value: Expression
    /// What the port's bits are, where they are members of a structure.
    var structure: Structure?
  }
}
