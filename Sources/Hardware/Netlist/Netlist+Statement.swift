extension Netlist {
  /// A statement of a definition; assignments to registers take effect at the clock, to wires at once.
  public indirect enum Statement: Sendable {
    /// A whole net takes a value of exactly its width.
    case assign(NetID, NodeID, source: SourceLocation?)
    /// The first branch whose one-bit condition holds, else `otherwise`.
    case when([Branch], otherwise: [Statement], source: SourceLocation?)
    /// The arm of the subject's encoding. Every case of the enumeration has exactly one arm, in the order of its
    /// cases; for an encoding that is no case, no arm runs.
    case match(NodeID, Enumeration, arms: [Arm], source: SourceLocation?)
    /// The choice that has the subject's value, else `otherwise`.
    case choose(NodeID, [Choice], otherwise: [Statement], source: SourceLocation?)
  }

  /// A condition with what is done where it holds and none before it does.
  public struct Branch: Sendable {
    /// One bit.
    public var condition: NodeID
    /// The statements that run then.
    public var body: [Statement]
    /// A branch; the condition is a node of the definition that it stands in.
    public init(condition: NodeID, body: [Statement]) {
      self.condition = condition
      self.body = body
    }
  }

  /// What is done for one case of the enumeration that is matched.
  public struct Arm: Sendable {
    /// The index of the case in the enumeration.
    public var caseIndex: Int
    /// The statements that run then.
    public var body: [Statement]
    /// An arm for the case at a place of the enumeration.
    public init(caseIndex: Int, body: [Statement]) {
      self.caseIndex = caseIndex
      self.body = body
    }
  }
}
