@testable import Hardware

/// What the checks have to say about a module, one line each, as a user would see it.
func findings(of module: any Module) throws -> [String] {
  do {
    return Checks.run(try module.elaboratedUnchecked()).map(\.description)
  } catch let error as DesignError {
    return error.diagnostics.map(\.description)
  }
}

/// What the checks have to say about a netlist made by hand.
func findings(of definitions: Netlist.Definition...) -> [String] {
  Checks.run(Netlist.Design(definitions: definitions)).map(\.description)
}
