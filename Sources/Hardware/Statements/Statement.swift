/// One statement of a module's `body`; made by `<==`, `when`, `match`, `Memory.write`, `expect`, `cover`.
public struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case assign(target: Expression, value: Expression)
    case when([(condition: Bit, body: [Statement])], otherwise: [Statement])
    case match(Expression, arms: [[Statement]])
    case write(MemoryWrite)
    case assertion(kind: Netlist.Assertion.Kind, name: String?, condition: Bit, message: String, domain: ClockDomain)
    case group([Statement])
  }

  let kind: Kind
  var location: SourceLocation?

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
    let kind: Kind =
      switch self.kind {
      case .when(let branches, let otherwise):
        .when(
          branches.map { ($0.condition, $0.body.map { $0.relocated(to: place) }) },
          otherwise: otherwise.map { $0.relocated(to: place) })
      case .match(let subject, let arms): .match(subject, arms: arms.map { $0.map { $0.relocated(to: place) } })
      case .group(let statements): .group(statements.map { $0.relocated(to: place) })
      default: self.kind
      }
    return Statement(kind, location: place)
  }

  func stamped(_ place: SourceLocation) -> Statement {
    if location != nil { return self }
    guard case .group(let statements) = kind else { return Statement(kind, location: place) }
    return Statement(.group(statements.map { $0.stamped(place) }), location: place)
  }
}
