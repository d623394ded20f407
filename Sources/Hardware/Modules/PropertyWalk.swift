/// Finds what a module is made of, by the labels of its stored properties.
struct PropertyWalk {
  struct FoundLeaf { let name: String; let expression: Expression; var declaration: Declaration? { expression.declaration } }

  private(set) var leaves: [FoundLeaf] = []
  private(set) var memories: [(name: String, declaration: MemoryDeclaration)] = []
  private(set) var instances: [(name: String, module: any Module)] = []
  /// Everything else, with its name: the parameters.
  private(set) var parameters: [(name: String, value: Any)] = []

  /// Visits the stored properties of a module.
  mutating func visitMembers(of module: any Module) {
    visitChildren(Mirror(reflecting: module), prefix: "")
  }

  mutating func visit(_ value: Any, name: String) {
    if let leaf = value as? any Leaf {
      leaves.append(FoundLeaf(name: name, expression: leaf.expression))
    } else if let memory = value as? any MemoryHolder {
      memories.append((name, memory.memoryDeclaration))
    } else if let module = value as? any Module {
      instances.append((name, module))
    } else if let signal = value as? any Signal {  // the cast unwraps an optional, whose mirror would name it `some`
      visitChildren(Mirror(reflecting: signal), prefix: name)
    } else if let interface = value as? any Interface {
      visitChildren(Mirror(reflecting: interface), prefix: name)
    } else {
      visitContainer(value, name: name)
    }
  }

  // Arrays, optionals and tuples may hold hardware; what holds none is a parameter.
  private mutating func visitContainer(_ value: Any, name: String) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      // The absence of hardware is a parameter that compares equal to itself, whatever is absent.
      guard let wrapped = mirror.children.first?.value else { return parameters.append((name, "none")) }
      visit(wrapped, name: name)
    case .tuple:
      visitChildren(mirror, prefix: name)
    case .collection where PropertyWalk.holdsHardware(mirror):
      visitChildren(mirror, prefix: name)
    default:
      parameters.append((name, value))
    }
  }

  private static func holdsHardware(_ mirror: Mirror) -> Bool {
    guard let first = mirror.children.first?.value else { return false }
    if first is any Signal || first is any Interface || first is any Module || first is any MemoryHolder { return true }
    let inner = Mirror(reflecting: first)
    return inner.displayStyle == .collection && holdsHardware(inner)
  }

  private mutating func visitChildren(_ mirror: Mirror, prefix: String) {
    for (index, child) in mirror.children.enumerated() {
      var label = child.label.map(Name.snakeCase) ?? String(index)
      if label.hasPrefix("_") { label.removeFirst() }  // tuple members `.0`
      visit(child.value, name: prefix.isEmpty ? label : "\(prefix)_\(label)")
    }
  }
}

/// Lets a memory be found without knowing the shape of its words.
protocol MemoryHolder {
  var memoryDeclaration: MemoryDeclaration { get }
}

extension Memory: MemoryHolder {
  var memoryDeclaration: MemoryDeclaration { declaration }
}
