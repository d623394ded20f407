/// What decides a module's hardware: its type, its parameters, the shapes of its signals, the definitions of its
/// instances.
///
/// `body` reads nothing but `self`, so two modules with equal keys have equal definitions. What cannot be compared
/// makes the key equal to no other.
struct ModuleKey: Hashable {
  private let type: ObjectIdentifier
  private let signals: SignalKeys
  private let leaves: [NamedIndex]
  private let memories: [NamedIndex]
  private let instances: [NamedIndex]
  private let parameters: [Parameter]
  private let containers: [PropertyWalk.Container]

  private struct NamedIndex: Hashable {
    let name: String
    let index: Int
  }

  /// - Parameter definitions: the index of the definition of each of the walk's instances.
  init(_ module: any Module, _ walk: PropertyWalk, definitions: [Int]) {
    var signals = SignalKeys()
    leaves = walk.leaves.map { NamedIndex(name: $0.name, index: signals.add($0.expression)) }
    memories = walk.memories.map { NamedIndex(name: $0.name, index: signals.add($0.declaration)) }
    instances = zip(walk.instances, definitions).map { NamedIndex(name: $0.name, index: $1) }
    parameters = walk.parameters.map { Parameter(name: $0.name, value: $0.value) }
    containers = walk.containers
    type = ObjectIdentifier(Swift.type(of: module))
    self.signals = signals
  }
}

extension ModuleKey {
  private struct Parameter: Hashable {
    let name: String
    // `AnyHashable` takes 1 and 1.0 for equal.
    let type: ObjectIdentifier
    let value: Value

    enum Value: Hashable {
      case value(AnyHashable)
      case enumerationCase(String)
      /// Equal to nothing else.
      case opaque(Opaque)
    }

    init(name: String, value: Any) {
      self.name = name
      type = ObjectIdentifier(Swift.type(of: value))
      if let value = value as? any Hashable {
        self.value = .value(AnyHashable(value))
      } else if Mirror(reflecting: value).displayStyle == .enum, !(value is any CustomStringConvertible) {
        self.value = .enumerationCase(String(describing: value))
      } else {
        self.value = .opaque(Opaque())
      }
    }
  }

  private final class Opaque: Hashable {
    static func == (left: Opaque, right: Opaque) -> Bool { left === right }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }
}
