extension Module {
  /// The design with this module at its top, elaborated and checked.
  ///
  /// - Throws: `DesignError` with all errors that were found.
  public func elaborated() throws -> Netlist.Design {
    var elaborator = Elaborator()
    _ = elaborator.define(self)
    let errors = elaborator.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw DesignError(diagnostics: errors.sorted(by: Diagnostic.inSourceOrder)) }
    return Netlist.Design(definitions: elaborator.definitions)
  }
}

extension Diagnostic {
  static func inSourceOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    switch (left.location, right.location) {
    case (let left?, let right?) where left != right: left < right
    case (nil, .some): true
    case (.some, nil): false
    default: (left.module, left.message) < (right.module, right.message)
    }
  }
}

/// Turns modules into definitions, each once however often it is instantiated.
struct Elaborator {
  private(set) var definitions: [Netlist.Definition] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var indices: [ModuleKey: Int] = [:]
  private var usedNames: Set<String> = []

  /// The index of the module's definition; made now if there is none yet.
  mutating func define(_ module: any Module) -> Int {
    var walk = PropertyWalk()
    walk.visitMembers(of: module)
    let key = ModuleKey(module, walk)
    if let index = indices[key] { return index }

    // Children first: a definition stands after everything that it instantiates.
    let children = walk.instances.map { ($0.name, $0.module, define($0.module)) }
    var builder = DefinitionBuilder(name: uniqueName(module.moduleName), documentation: module.documentation)
    builder.declareMembers(walk)
    for (name, child, index) in children {
      builder.addInstance(name, of: child, definition: index, definitions[index])
    }
    builder.add(module.body)
    definitions.append(builder.finished())
    diagnostics.append(contentsOf: builder.diagnostics)
    indices[key] = definitions.count - 1
    return definitions.count - 1
  }

  private mutating func uniqueName(_ name: String) -> String {
    var candidate = name
    var number = 1
    while !usedNames.insert(candidate).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    return candidate
  }
}
