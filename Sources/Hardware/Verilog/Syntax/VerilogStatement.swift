extension Verilog {
  /// A statement inside an `always` block.
  indirect enum Statement {
    case assign(Target, Expression, source: SourceLocation?)
    /// `if` ... `else if` ... `else`.
    case conditional([Branch], otherwise: [Statement])
    case choice(Expression, arms: [Arm], defaultBody: DefaultArm)
    case property(Property)
  }

  enum Target {
    case signal(SignalID)
    case word(MemoryID, address: Expression)
    /// Some bits of a memory's word.
    case wordPart(MemoryID, address: Expression, high: Int, low: Int)
  }

  struct Branch {
    var condition: Expression
    var body: [Statement]
  }

  struct Arm {
    var label: Expression
    var body: [Statement]
  }

  enum DefaultArm {
    /// The arms are all there is.
    case none
    case empty
    case body([Statement])
  }

  /// An immediate assertion.
  struct Property {
    var kind: Netlist.Assertion.Kind
    var label: String
    var message: String
    var condition: Expression
    var source: SourceLocation?
  }
}
