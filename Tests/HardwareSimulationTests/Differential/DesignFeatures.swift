import Hardware

/// What a population of random designs is for, so that a test can demand that it is there.
enum DesignFeature: String, CaseIterable {
  case structures, arrays, arraysOfStructures, instances, arraysOfInstances, foreignModules, severalClocks, memories
  case contents, constantMemories, enumerations, loops
}

extension Netlist.Design {
  /// The features that some definition has, in the netlist or as it is printed.
  func features(printing options: Verilog.Options = .init()) throws -> Set<DesignFeature> {
    var found: Set<DesignFeature> = []
    for definition in definitions { found.formUnion(definition.features) }
    // The top has all clocks in any case.
    if definitions.dropLast().contains(where: { $0.domains.count > 1 }) { found.insert(.severalClocks) }
    let lines = try Verilog.text(of: self, options).split(separator: "\n")
    let loops = lines.filter { $0.contains("for (") }
    if loops.contains(where: { $0.hasSuffix(" begin") }) { found.insert(.loops) }
    if loops.contains(where: { $0.contains(" begin : ") }) { found.insert(.arraysOfInstances) }
    return found
  }
}

extension Netlist.Definition {
  fileprivate var features: Set<DesignFeature> {
    var found: Set<DesignFeature> = []
    if bundles.contains(where: { $0.count == 1 && $0.netsInElement > 1 }) { found.insert(.structures) }
    if bundles.contains(where: { $0.count > 1 && $0.netsInElement == 1 }) { found.insert(.arrays) }
    if bundles.contains(where: { $0.count > 1 && $0.netsInElement > 1 }) { found.insert(.arraysOfStructures) }
    if !instances.isEmpty { found.insert(.instances) }
    if foreign != nil { found.insert(.foreignModules) }
    if !memories.isEmpty { found.insert(.memories) }
    if memories.contains(where: { $0.contents != nil && !$0.writePorts.isEmpty }) { found.insert(.contents) }
    if memories.contains(where: { $0.contents != nil && $0.writePorts.isEmpty }) { found.insert(.constantMemories) }
    if nets.contains(where: { $0.enumeration != nil }) { found.insert(.enumerations) }
    return found
  }
}
