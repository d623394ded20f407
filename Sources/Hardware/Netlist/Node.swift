import BigInt

extension Netlist {
  /// The index of a node in its definition.
  public struct NodeID: Hashable, Sendable {
    /// The place in ``Netlist/Definition/nodes``, from 0.
    public let index: Int
    /// The node at a place of ``Netlist/Definition/nodes``.
    public init(_ index: Int) { self.index = index }
  }

  /// One operation.
  ///
  /// Its value is `width` bits, two's complement where `isSigned`.
  public struct Node: Sendable {
    /// What is computed, and of which nodes.
    public var operation: Operation
    /// Bits of the value, at least 1.
    public var width: Int
    /// The type of the value in the source; operations state for themselves whether they treat operands as signed.
    public var isSigned: Bool
    /// The line of the operator, where one is known.
    public var source: SourceLocation?

    /// A node; that the operands have the widths that `Operation` asks for is up to the caller.
    public init(_ operation: Operation, width: Int, isSigned: Bool = false, source: SourceLocation? = nil) {
      self.operation = operation
      self.width = width
      self.isSigned = isSigned
      self.source = source
    }
  }

  /// The closed set of operations.
  ///
  /// Operand widths are as stated; elaboration inserts `extend` and `slice` to meet them.
  public enum Operation: Hashable, Sendable {
    /// `width` bits.
    case constant(BigUInt)
    case net(NetID)
    /// Bitwise complement; the operand has the node's width.
    case not(NodeID)
    /// Both operands have the node's width; the result is cut to it.
    case binary(BinaryOperator, NodeID, NodeID)
    /// Operands of equal width; `signed` tells how order is judged. One bit.
    case compare(Comparison, NodeID, NodeID, signed: Bool)
    /// The first operand has the node's width; the amount is unsigned, of any width. Amounts of `width` and more
    /// shift everything out.
    case shift(ShiftOperator, NodeID, amount: NodeID)
    /// A one-bit condition; both values have the node's width.
    case multiplex(condition: NodeID, then: NodeID, otherwise: NodeID)
    /// The element at an unsigned index, all of the node's width; 0 where the index is past the end.
    case select(index: NodeID, elements: [NodeID])
    /// One bit at an unsigned index, any operand width; 0 where the index is past the end.
    case bit(NodeID, index: NodeID)
    /// Most significant first; widths add up to the node's.
    case concatenate([NodeID])
    /// The node's width of bits, from bit `low` up.
    case slice(NodeID, low: Int)
    /// To a larger width, by the sign bit or by zeros.
    case extend(NodeID, signed: Bool)
    /// All bits into one.
    case reduce(Reduction, NodeID)
  }

  /// Operations of two operands of the node's width; sums and products wrap.
  public enum BinaryOperator: String, Sendable, CaseIterable { case and, or, xor, add, subtract, multiply }
  /// Relations of two operands of equal width.
  public enum Comparison: String, Sendable, CaseIterable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  }
  /// Shifts; `arithmeticRight` fills with the sign bit, the others with zeros.
  public enum ShiftOperator: String, Sendable, CaseIterable { case left, logicalRight, arithmeticRight }
  /// Ways to make one bit of all.
  public enum Reduction: String, Sendable, CaseIterable { case and, or, xor }
}

extension Netlist.Operation {
  /// The nodes that this one reads.
  public var operands: [Netlist.NodeID] {
    switch self {
    case .constant, .net: []
    case .not(let operand), .slice(let operand, _), .extend(let operand, _), .reduce(_, let operand): [operand]
    case .binary(_, let left, let right), .compare(_, let left, let right, _): [left, right]
    case .shift(_, let value, let amount): [value, amount]
    case .multiplex(let condition, let then, let otherwise): [condition, then, otherwise]
    case .select(let index, let elements): [index] + elements
    case .bit(let value, let index): [value, index]
    case .concatenate(let parts): parts
    }
  }
}

extension Netlist.Operation {
  /// The same operation on other operands.
  func mapOperands(_ transform: (Netlist.NodeID) -> Netlist.NodeID) -> Self {
    switch self {
    case .constant, .net: self
    case .not(let operand): .not(transform(operand))
    case .binary(let binary, let left, let right): .binary(binary, transform(left), transform(right))
    case .compare(let comparison, let left, let right, let signed):
      .compare(comparison, transform(left), transform(right), signed: signed)
    case .shift(let shift, let value, let amount): .shift(shift, transform(value), amount: transform(amount))
    case .multiplex(let condition, let then, let otherwise):
      .multiplex(condition: transform(condition), then: transform(then), otherwise: transform(otherwise))
    case .select(let index, let elements): .select(index: transform(index), elements: elements.map(transform))
    case .bit(let value, let index): .bit(transform(value), index: transform(index))
    case .concatenate(let parts): .concatenate(parts.map(transform))
    case .slice(let operand, let low): .slice(transform(operand), low: low)
    case .extend(let operand, let signed): .extend(transform(operand), signed: signed)
    case .reduce(let reduction, let operand): .reduce(reduction, transform(operand))
    }
  }
}
