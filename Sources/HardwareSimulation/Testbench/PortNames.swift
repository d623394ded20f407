import Hardware

/// Finds the names of a module's signals by walking its stored properties, as elaboration does.
struct PortNames {
  private var names: [ObjectIdentifier: String] = [:]

  /// - Parameter module: Its properties are named as they are; those of its instances `instance.property`.
  init(_ module: any Module) {
    var pending: [(value: Any, path: String, name: String)] = [(module, "", "")]
    while let (value, path, name) = pending.popLast() {
      if let leaf = value as? any Leaf {
        if names[ObjectIdentifier(leaf.expression)] == nil { names[ObjectIdentifier(leaf.expression)] = path + name }
        continue
      }
      let isInstance = value is any Module && !(path.isEmpty && name.isEmpty)
      let inner = isInstance ? path + name + "." : path
      let prefix = value is any Module ? "" : name
      for (index, child) in Mirror(reflecting: value).children.enumerated().reversed() {
        pending.append((child.value, inner, Self.join(prefix, child.label, index, of: value)))
      }
    }
  }

  /// The hierarchical name of a signal that is one vector of bits.
  subscript(leaf: some Leaf) -> String? {
    names[ObjectIdentifier(leaf.expression)]
  }

  private static func join(_ prefix: String, _ label: String?, _ index: Int, of parent: Any) -> String {
    if Mirror(reflecting: parent).displayStyle == .optional { return prefix }
    var name = label.map(Name.snakeCase) ?? String(index)
    if name.hasPrefix("_") { name.removeFirst() }
    return prefix.isEmpty ? name : "\(prefix)_\(name)"
  }
}
