/// What decides a module's hardware: its type, its parameters, and the shapes of its ports, registers and instances.
///
/// `body` reads nothing but `self`, so two modules with equal keys have equal definitions.
struct ModuleKey: Hashable {
  private let type: ObjectIdentifier
  private let name: String
  private let items: [Item]

  private enum Item: Hashable {
    /// `identity` numbers the declarations within the module, so that one signal under two names is told apart.
    case leaf(name: String, identity: Int, shape: Shape)
    case memory(name: String, width: Int, depth: Int)
    case instance(name: String, ModuleKey)
    case parameter(name: String, AnyHashable)
    /// Equal to nothing else: a parameter that cannot be compared.
    case unique(Token)
  }

  private struct Shape: Hashable {
    let width: Int
    let isSigned: Bool
    let enumeration: Netlist.Enumeration?
    let kind: String
    let reset: String
    let domain: ClockDomain?
  }

  private final class Token: Hashable {
    static func == (left: Token, right: Token) -> Bool { left === right }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }

  init(_ module: any Module, _ walk: PropertyWalk) {
    type = ObjectIdentifier(Swift.type(of: module))
    name = module.moduleName
    var identities: [ObjectIdentifier: Int] = [:]
    var items: [Item] = []
    for leaf in walk.leaves {
      guard let declaration = leaf.declaration, let shape = ModuleKey.shape(of: declaration) else {
        items.append(.unique(Token()))
        continue
      }
      let identity = identities[ObjectIdentifier(declaration), default: identities.count]
      identities[ObjectIdentifier(declaration)] = identity
      items.append(.leaf(name: leaf.name, identity: identity, shape: shape))
    }
    items += walk.memories.map { .memory(name: $0.name, width: $0.declaration.width, depth: $0.declaration.depth) }
    items += walk.instances.map { instance in
      var inner = PropertyWalk()
      inner.visitMembers(of: instance.module)
      return .instance(name: instance.name, ModuleKey(instance.module, inner))
    }
    items += walk.parameters.map { parameter in
      guard let value = parameter.value as? any Hashable else { return .unique(Token()) }
      return .parameter(name: parameter.name, AnyHashable(value))
    }
    self.items = items
  }

  private static func shape(of declaration: Declaration) -> Shape? {
    var (kind, reset, domain) = ("", "", ClockDomain?.none)
    switch declaration.kind {
    case .port(let direction): kind = "\(direction)"
    case .wire: kind = "wire"
    case .register(let registerDomain, let resetValue, let isOutput):
      kind = isOutput ? "outputRegister" : "register"
      domain = registerDomain
      if let resetValue { reset = resetValue.constantValue.map(String.init) ?? "?" }
    case .named, .memoryRead: return nil  // carries an expression, which is not compared
    }
    return Shape(
      width: declaration.width, isSigned: declaration.isSigned, enumeration: declaration.enumeration, kind: kind,
      reset: reset, domain: domain)
  }
}
