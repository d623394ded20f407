extension Verilog.Module {
  /// The memories that more than one process writes: several clocked blocks, or one beside the contents at the start.
  var sharedMemories: Set<Verilog.MemoryID> {
    var written: Set<Verilog.MemoryID> = []
    var shared: Set<Verilog.MemoryID> = []
    func add(_ memories: Set<Verilog.MemoryID>) {
      shared.formUnion(written.intersection(memories))
      written.formUnion(memories)
    }
    for item in sections.joined() {
      switch item {
      case .clocked(_, let statements): add(statements.reduce(into: []) { $0.formUnion($1.writtenMemories) })
      case .contents(let memory): add([memory])
      case .declaration, .memory, .wire, .assign, .combinational, .instance, .loop, .unused: break
      }
    }
    return shared
  }
}

extension Verilog.Statement {
  /// The memories of which a word, or bits of one, are assigned.
  var writtenMemories: Set<Verilog.MemoryID> {
    switch self {
    case .assign(.word(let memory, _), _, _), .assign(.wordPart(let memory, _, _, _), _, _): [memory]
    case .assign, .property: []
    case .conditional(let branches, let otherwise): Self.writtenMemories(branches.flatMap(\.body) + otherwise)
    case .choice(_, let arms, .body(let rest)): Self.writtenMemories(arms.flatMap(\.body) + rest)
    case .choice(_, let arms, _): Self.writtenMemories(arms.flatMap(\.body))
    case .loop(_, _, let statements): Self.writtenMemories(statements)
    }
  }

  private static func writtenMemories(_ statements: [Self]) -> Set<Verilog.MemoryID> {
    statements.reduce(into: []) { $0.formUnion($1.writtenMemories) }
  }
}
