/// Whose signals are whose, among a module and its instances.
///
/// Each signal and memory belongs to one property of one of them; one that turns up twice would silently connect what
/// the source shows as two things.
struct SignalOwnership {
  struct Owner {
    /// The instance; nil for the module itself.
    let instance: String?
    let property: String
  }

  private var owners: [ObjectIdentifier: Owner] = [:]
  private var findings: [(message: String, location: SourceLocation)] = []

  init(_ walk: PropertyWalk, _ children: [(name: String, child: Elaborator.Defined)]) {
    add(walk, instance: nil)
    for (name, child) in children { add(child.walk, instance: name) }
  }

  /// The owner of a declaration or a memory.
  subscript(object: AnyObject) -> Owner? { owners[ObjectIdentifier(object)] }

  func diagnostics(module: String) -> [Diagnostic] {
    findings.map { Diagnostic(check: "aliasing", message: $0.message, module: module, location: $0.location) }
  }

  private mutating func add(_ walk: PropertyWalk, instance: String?) {
    for leaf in walk.leaves {
      guard let declaration = leaf.declaration else { continue }
      let owner = Owner(instance: instance, property: leaf.name)
      // One message tells of the whole instance.
      guard claim(declaration, owner, declaration.location) || instance == nil else { return }
    }
    for memory in walk.memories {
      let owner = Owner(instance: instance, property: memory.name)
      guard claim(memory.declaration, owner, memory.declaration.location) || instance == nil else { return }
    }
  }

  private mutating func claim(_ object: AnyObject, _ owner: Owner, _ location: SourceLocation) -> Bool {
    guard let first = owners.updateValue(owner, forKey: ObjectIdentifier(object)) else { return true }
    owners[ObjectIdentifier(object)] = first
    findings.append((SignalOwnership.message(first, owner), location))
    return false
  }

  private static func message(_ first: Owner, _ second: Owner) -> String {
    let anew = "for example (0..<count).map { _ in ... } instead of Array(repeating:count:)"
    switch (first.instance, second.instance) {
    case (nil, nil):
      return "'\(first.property)' and '\(second.property)' are the same signal; declare each anew, \(anew)"
    case (let one?, let other?):
      return "the instances '\(one)' and '\(other)' are the same one, or share a signal; "
        + "make each with its own initialiser, \(anew)"
    case (nil, let other?), (let other?, nil):
      return "'\(first.property)' belongs both to this module and to the instance '\(other)'; "
        + "declare a signal for each and connect them with <=="
    }
  }
}
