extension Verilog {
  /// A statement inside an `always` block.
  indirect enum Statement: Equatable {
    case assign(Target, Expression, source: SourceLocation?)
    /// `if` ... `else if` ... `else`.
    case conditional([Branch], otherwise: [Statement])
    case choice(Expression, arms: [Arm], defaultBody: DefaultArm)
    case property(Property)
    /// The same statements for each value of a variable below a count.
    case loop(variable: String, count: Int, [Statement])
  }

  enum Target: Equatable {
    case signal(SignalID)
    /// Some bits of a vector.
    case part(SignalID, high: Int, low: Int)
    /// `x[8*i +: 8]` in a loop over `i`.
    case loopPart(SignalID, start: Affine, width: Int)
    case word(MemoryID, address: Expression)
    /// Some bits of a memory's word.
    case wordPart(MemoryID, address: Expression, high: Int, low: Int)
  }

  struct Branch: Equatable {
    var condition: Expression
    var body: [Statement]
  }

  struct Arm: Equatable {
    var labels: [Expression]
    var body: [Statement]
  }

  enum DefaultArm: Equatable {
    /// The arms are all there is.
    case none
    case empty
    case body([Statement])
  }

  /// An immediate assertion.
  struct Property: Equatable {
    var kind: Netlist.Assertion.Kind
    var label: String
    var message: String
    var condition: Expression
    var source: SourceLocation?
  }
}
