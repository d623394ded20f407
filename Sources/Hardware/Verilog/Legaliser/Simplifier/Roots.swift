extension Netlist.Definition {
  /// Calls `body` with every node that something other than a node uses, as often as it is used.
  func forEachRoot(_ body: (Netlist.NodeID) -> Void) {
    Self.forEachRoot(in: statements, body)
    for memory in memories {
      for port in memory.writePorts {
        body(port.enable)
        body(port.address)
        body(port.data)
        if let mask = port.mask { body(mask) }
      }
      for port in memory.readPorts {
        body(port.enable)
        body(port.address)
      }
    }
    for assertion in assertions {
      if let enable = assertion.enable { body(enable) }
      body(assertion.condition)
    }
  }

  static func forEachRoot(in statements: [Netlist.Statement], _ body: (Netlist.NodeID) -> Void) {
    for statement in statements {
      switch statement {
      case .assign(_, let value, _): body(value)
      case .when(let branches, let otherwise, _):
        for branch in branches {
          body(branch.condition)
          forEachRoot(in: branch.body, body)
        }
        forEachRoot(in: otherwise, body)
      case .match(let subject, _, let arms, _):
        body(subject)
        for arm in arms { forEachRoot(in: arm.body, body) }
      case .choose(let subject, let choices, let otherwise, _):
        body(subject)
        for choice in choices { forEachRoot(in: choice.body, body) }
        forEachRoot(in: otherwise, body)
      }
    }
  }
}
