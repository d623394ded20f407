/// One statement of a module's `body`; made by `<==`, `when`, `match`, `Memory.write`, `expect`, `cover`.
public struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case assign(target: Expression, value: Expression)
    case when([Branch], otherwise: [Statement])
    case match(Expression, arms: [[Statement]])
    case choose(Expression, [MatchArm])
    case write(MemoryWrite)
    case attribute(any Module, Attribute)
    case assertion(kind: Netlist.Assertion.Kind, name: String?, condition: Bit, message: String, domain: ClockDomain)
    case group([Statement])
  }

  /// A condition with what holds under it.
  struct Branch: Sendable {
    let condition: Bit
    let body: [Statement]
    let location: SourceLocation
  }

  let kind: Kind
  let location: SourceLocation?

  init(_ kind: Kind, location: SourceLocation? = nil) {
    self.kind = kind
    self.location = location
  }

  /// The same statement as though it stood at another line; for library functions that make statements on behalf of
  /// their caller.
  public func located(fileID: StaticString, line: UInt) -> Statement {
    relocated(to: SourceLocation(fileID, line))
  }

  private func relocated(to place: SourceLocation) -> Statement {
    func moved(_ statements: [Statement]) -> [Statement] { statements.map { $0.relocated(to: place) } }
    let kind: Kind =
      switch self.kind {
      case .when(let branches, let otherwise):
        .when(
          branches.map { Branch(condition: $0.condition, body: moved($0.body), location: place) },
          otherwise: moved(otherwise))
      case .match(let subject, let arms): .match(subject, arms: arms.map(moved))
      case .choose(let subject, let arms): .choose(subject, arms.map { $0.moved(to: place, moved) })
      case .group(let statements): .group(moved(statements))
      case .assign, .write, .attribute, .assertion: self.kind
      }
    return Statement(kind, location: place)
  }

  /// With the location, unless there is one already.
  func stamped(_ place: SourceLocation) -> Statement {
    if location != nil { return self }
    guard case .group(let statements) = kind else { return Statement(kind, location: place) }
    return Statement(.group(statements.map { $0.stamped(place) }), location: place)
  }
}

extension [Statement] {
  /// The same statements as though they stood at another line; for library functions that make statements on behalf
  /// of their caller.
  public func located(fileID: StaticString, line: UInt) -> [Statement] {
    map { $0.located(fileID: fileID, line: line) }
  }
}
