import Foundation
@_spi(Reflection) import Swift

/// The stored signals of a structure, in the order of their declaration: what the derived `Signal.map` goes through.
///
/// Found once for each type, by the key paths that the standard library's reflection makes of its stored properties;
/// `docs/decisions.md` says why, and what happens should that interface go.
final class DerivedMembers<Root: Signal> {
  private var steps: [(inout Root, SignalMap) -> Void] = []
  /// The members that cannot be rebuilt, each with the reason; an empty name stands for the type itself.
  private(set) var obstacles: [(member: String, reason: String)] = []

  /// Those of a value's type.
  static func of(_ value: Root) -> DerivedMembers {
    knownMembers.value(for: Root.self) { DerivedMembers(like: value) }
  }

  private init(like value: Root) {
    switch Mirror(reflecting: value).displayStyle {
    case .class, .enum:
      obstacles = [("", "map(_:) is derived for structures only: make \(Root.self) one, or write its map(_:)")]
    default:
      _ = _forEachFieldWithKeyPath(of: Root.self, options: .skippingOthers) { name, path in
        switch type(of: path).valueType {
        case let member as any Signal.Type: add(member, path, String(cString: name))
        case let member as any OptionalSignal.Type: add(member, path, String(cString: name))
        default: break
        }
        return true
      }
    }
  }

  private func add<Member: Signal>(_ type: Member.Type, _ path: PartialKeyPath<Root>, _ name: String) {
    add(path, name) { (member: Member, each) in each(member) }
  }

  private func add<Member: OptionalSignal>(_ type: Member.Type, _ path: PartialKeyPath<Root>, _ name: String) {
    add(path, name) { (member: Member, each) in member.rebuilt(each) }
  }

  private func add<Member>(
    _ path: PartialKeyPath<Root>, _ name: String, _ rebuild: @escaping (Member, SignalMap) -> Member
  ) {
    guard let path = path as? WritableKeyPath<Root, Member> else {
      let reason = "map(_:) cannot be derived for \(Root.self) with 'let \(name)': write 'var \(name)'"
      obstacles.append((name, reason))
      return
    }
    steps.append { root, each in root[keyPath: path] = rebuild(root[keyPath: path], each) }
  }

  /// The value with every member transformed.
  func map(_ value: Root, _ each: SignalMap) -> Root {
    var result = value
    for step in steps { step(&result, each) }
    return result
  }
}

extension _EachFieldOptions {
  /// Goes on behind what has no key path, such as a closure. (The library's name for it is a variable, which Swift 6
  /// does not let through.)
  fileprivate static var skippingOthers: _EachFieldOptions { _EachFieldOptions(rawValue: 1 << 1) }
}

/// An optional member of a structure, which is a signal where there is one.
private protocol OptionalSignal {
  func rebuilt(_ each: SignalMap) -> Self
}

extension Optional: OptionalSignal where Wrapped: Signal {
  fileprivate func rebuilt(_ each: SignalMap) -> Wrapped? { map { each($0) } }
}

private let knownMembers = MemberTable()

/// The members of all types that were met, from any thread.
private final class MemberTable: @unchecked Sendable {
  private let lock = NSLock()
  private var members: [ObjectIdentifier: AnyObject] = [:]

  func value<Root>(
    for type: Root.Type, _ make: () -> DerivedMembers<Root>
  ) -> DerivedMembers<Root> {
    let key = ObjectIdentifier(type)
    if let known = lock.withLock({ members[key] }) { return unsafeDowncast(known, to: DerivedMembers<Root>.self) }
    let made = make()
    lock.withLock { members[key] = made }
    return made
  }
}
