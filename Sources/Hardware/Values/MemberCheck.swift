import Foundation

/// Holds `Signal.map` against what a signal stores: a member that is passed over has no ports and is never assigned,
/// and one that is taken twice shifts all that follow in the packed form.
enum MemberCheck {
  /// What is wrong with the `map` of a signal or of a signal in it, each mistake once.
  static func mistakes(in signal: any Signal) -> [String] {
    var walk = PropertyWalk()
    walk.visit(signal, name: "")
    var seen: Set<String> = []
    return walk.signals.flatMap { mistakes(inMapOf: $0) }.filter { seen.insert($0).inserted }
  }

  /// The first mistake; nil for a leaf, and for a type that was found right before.
  static func firstMistake(in signal: any Signal) -> String? {
    if signal is any Leaf { return nil }
    let type = ObjectIdentifier(type(of: signal))
    if rightTypes.contains(type) { return nil }
    let mistake = mistakes(in: signal).first
    if mistake == nil && isTypical(signal) { rightTypes.insert(type) }
    return mistake
  }

  private static let rightTypes = TypeSet()

  /// The mistakes of one `map`, whose members are taken for right.
  private static func mistakes(inMapOf original: some Signal) -> [String] {
    // The elements of an array are no members that could be forgotten.
    if Mirror(reflecting: original).displayStyle == .collection { return [] }
    // Copies, so that no two leaves are the same object.
    let derivations = SignalMap.Derivations()
    let signal = original.map(SignalMap(derivations) { _, expression in expression.copy() })
    let isDerived = derivations.types.contains(ObjectIdentifier(type(of: original)))
    let obstacles = isDerived ? DerivedMembers.of(original).obstacles : []
    let visited = signal.leaves.map { ObjectIdentifier($0.expression) }
    let counts = Dictionary(visited.map { ($0, 1) }, uniquingKeysWith: +)
    let type = "\(type(of: original))"
    return obstacles.map(\.reason)
      + Mirror(reflecting: signal).children.enumerated().flatMap { index, child -> [String] in
        let name = child.label ?? "\(index)"
        if obstacles.contains(where: { $0.member.isEmpty || $0.member == name }) { return [] }
        let member = Member(child.value, name: name)
        let forgotten = member.names { counts[$0] == nil }
        let repeated = member.names { counts[$0, default: 0] > 1 }
        return forgotten.map { isDerived ? notDerived($0, of: type) : passedOver($0, by: type) }
          + repeated.map { "\(type).map(_:) applies `each` to the member '\($0)' more than once" }
      }
  }

  private static func passedOver(_ member: String, by type: String) -> String {
    "\(type).map(_:) passes over the member '\(member)': apply `each` to it"
  }

  private static func notDerived(_ member: String, of type: String) -> String {
    "map(_:) cannot be derived for \(type) with the member '\(member)': "
      + "store signals, arrays of signals or optionals of these, or write map(_:)"
  }

  /// A stored property and the leaves in it.
  private struct Member {
    private let name: String
    private let leaves: [PropertyWalk.Leaf]

    init(_ value: Any, name: String) {
      self.name = name
      var walk = PropertyWalk()
      walk.visit(value, name: name)
      // What a signal in it forgets is its own mistake.
      let own = (value as? any Signal).map { signal in Set(signal.leaves.map { ObjectIdentifier($0.expression) }) }
      leaves = walk.leaves.filter { own?.contains(ObjectIdentifier($0.expression)) ?? true }
    }

    /// The names of the leaves for which a condition holds; that of the member where it holds for all.
    func names(where condition: (ObjectIdentifier) -> Bool) -> [String] {
      let found = leaves.filter { condition(ObjectIdentifier($0.expression)) }
      return found.isEmpty ? [] : found.count == leaves.count ? [name] : found.map(\.name)
    }
  }

  /// Whether nothing is missing in a value that another one of its type may have: an optional, a case, an element.
  private static func isTypical(_ value: Any) -> Bool {
    if value is any Leaf { return true }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection: return !mirror.children.isEmpty && mirror.children.allSatisfy { isTypical($0.value) }
    case .enum: return value is any Hashable
    default: return mirror.children.allSatisfy { isTypical($0.value) }
    }
  }
}

/// Types, from any thread.
private final class TypeSet: @unchecked Sendable {
  private let lock = NSLock()
  private var types: Set<ObjectIdentifier> = []

  func contains(_ type: ObjectIdentifier) -> Bool { lock.withLock { types.contains(type) } }
  func insert(_ type: ObjectIdentifier) { lock.withLock { _ = types.insert(type) } }
}

extension Expression {
  /// Another object of the same value.
  fileprivate func copy() -> Expression {
    Expression(kind, width: width, isSigned: isSigned, enumeration: enumeration, operands: operands)
  }
}
