extension Module {
  /// The design with this module at its top, elaborated and checked.
  ///
  /// Warnings do not stop it; `Checks.run(_:)` lists those of the design.
  /// - Throws: `DesignError` with all errors that were found.
  public func elaborated() throws -> Netlist.Design {
    let design = try elaboratedUnchecked()
    try Diagnostic.throwErrors(among: Checks.run(design))
    return design
  }

  /// The design as elaboration leaves it, for what looks at it in spite of its errors.
  func elaboratedUnchecked() throws -> Netlist.Design {
    var elaborator = Elaborator()
    if let module = self as? any ForeignModule { elaborator.refuseTop(module) }
    _ = elaborator.define(self)
    try Diagnostic.throwErrors(among: elaborator.diagnostics)
    return Netlist.Design(definitions: elaborator.definitions)
  }
}

extension Diagnostic {
  /// Throws the errors, sorted by place, each once: a mistake inside an expression is met wherever that is used.
  static func throwErrors(among diagnostics: [Diagnostic]) throws {
    var seen: Set<Diagnostic> = []
    let errors = diagnostics.filter { $0.severity == .error && seen.insert($0).inserted }
    if !errors.isEmpty { throw DesignError(diagnostics: errors.sorted(by: Diagnostic.inSourceOrder)) }
  }

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

  /// A module's stored properties and the index of its definition.
  struct Defined {
    let walk: PropertyWalk
    let index: Int
  }

  /// The module's definition; made now if there is none yet.
  mutating func define(_ module: any Module) -> Defined {
    var walk = PropertyWalk()
    walk.visitMembers(of: module)
    if let foreign = module as? any ForeignModule { return define(foreign, walk) }

    // Children first: a definition stands after everything that it instantiates.
    let children = walk.instances.map { (name: $0.name, child: define($0.module)) }
    let ownership = SignalOwnership(walk, children)

    let key = ModuleKey(module, walk, definitions: children.map(\.child.index))
    if let index = indices[key] {
      diagnostics += ownership.diagnostics(module: definitions[index].name)
      return Defined(walk: walk, index: index)
    }
    var builder = DefinitionBuilder(
      name: uniqueName(module.moduleName), documentation: module.documentation, ownership)
    diagnostics += ownership.diagnostics(module: builder.definition.name)
    builder.definition.attributes = module.attributes
    builder.declareMembers(walk)
    builder.declare(module.widthParameter)
    for (name, child) in children { builder.addInstance(name, child, definitions[child.index]) }
    builder.declareBundles(walk)
    builder.declareBundles(ofInstancesAt: walk.instancePlaces, children.map { definitions[$0.child.index] })
    builder.connectMembers(walk)
    builder.add(module.body)
    builder.reportLateAttributes(walk)
    definitions.append(builder.finished())
    diagnostics += builder.diagnostics
    indices[key] = definitions.count - 1
    return Defined(walk: walk, index: definitions.count - 1)
  }

  mutating func refuseTop(_ module: any ForeignModule) {
    diagnostics.append(
      Diagnostic(
        check: "foreign", message: "the top of a design cannot be a foreign module: store it in a module",
        module: module.moduleName, location: module.verilog.location))
  }

  /// The definition of a foreign module, whose name is not the elaborator's to choose.
  private mutating func define(_ module: any ForeignModule, _ walk: PropertyWalk) -> Defined {
    let key = ModuleKey(module, walk, definitions: [])
    if let index = indices[key] { return Defined(walk: walk, index: index) }
    let ownership = SignalOwnership(walk, [])
    diagnostics += ownership.diagnostics(module: module.moduleName)
    var builder = DefinitionBuilder(name: module.moduleName, documentation: module.documentation, ownership)
    builder.declare(module, walk)
    if let model = module.model {
      var elaborator = Elaborator()
      _ = elaborator.define(model)
      diagnostics += elaborator.diagnostics
      builder.definition.foreign?.model = Netlist.Design(definitions: elaborator.definitions)
    }
    definitions.append(builder.finished())
    diagnostics += builder.diagnostics
    indices[key] = definitions.count - 1
    return Defined(walk: walk, index: definitions.count - 1)
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
