// What the declaration of a foreign module says, held against its ports.
extension DefinitionBuilder {
  /// The ports of a foreign module, spelled as its properties are.
  ///
  /// - Parameter walk: the module's properties, with the names by which its model knows them.
  mutating func declare(_ module: any ForeignModule, _ walk: PropertyWalk) {
    let verilog = module.verilog
    definition.source = verilog.location
    var exact = PropertyWalk { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    exact.visitMembers(of: module)
    reportOtherMembers(exact, at: verilog.location)
    var foreign = Netlist.Foreign()
    for (leaf, member) in zip(exact.leaves, walk.leaves) {
      guard let declaration = leaf.declaration, case .port = declaration.kind,
        netOf[ObjectIdentifier(declaration)] == nil
      else { continue }
      let net = addNet(
        Netlist.Net(
          name: verilog.portNames[leaf.name] ?? leaf.name, width: declaration.width,
          isSigned: declaration.type.isSigned, direction: declaration.direction, driver: .outside,
          enumeration: declaration.type.enumeration, source: declaration.location))
      netOf[ObjectIdentifier(declaration)] = net
      definition.ports.append(net)
      foreign.modelPorts.append(member.name)
    }
    for name in verilog.portNames.keys.sorted() where !exact.leaves.contains(where: { $0.name == name }) {
      let names = exact.leaves.map { "'\($0.name)'" }.joined(separator: ", ")
      report("foreign", "'portNames' names '\(name)', which is none of the ports: \(names)", at: verilog.location)
    }
    foreign.parameters = parameters(of: verilog)
    foreign.clocks = verilog.clocks.map { Netlist.Foreign.Clock(port: $0.port, domain: $0.domain) }
    foreign.resets = verilog.resets.map {
      Netlist.Foreign.Reset(port: $0.port, domain: $0.domain, isActiveLow: $0.isActiveLow)
    }
    for domain in verilog.clocks.map(\.domain) + verilog.resets.map(\.domain) { use(domain) }
    foreign.portDomains = portDomains(of: verilog)
    foreign.paths = paths(of: verilog)
    foreign.files = verilog.files
    definition.foreign = foreign
  }

  private mutating func reportOtherMembers(_ walk: PropertyWalk, at location: SourceLocation) {
    for leaf in walk.leaves {
      if let declaration = leaf.declaration, case .port = declaration.kind { continue }
      if case .poison(let message, let place) = leaf.expression.kind {
        report("width", "'\(leaf.name)': \(message)", at: place)
      } else {
        report(
          "foreign", "'\(leaf.name)' is no port: a foreign module has ports and parameters only",
          at: leaf.declaration?.location ?? location)
      }
    }
    let others = walk.memories.map(\.name) + walk.instances.map(\.name)
    for name in others {
      report(
        "foreign",
        "'\(name)' is no port: a foreign module has ports and parameters only, and its model is a computed property",
        at: location)
    }
  }

  private mutating func parameters(of verilog: ForeignVerilog) -> [Netlist.Foreign.Parameter] {
    var names: Set<String> = []
    return verilog.parameters.compactMap { name, value in
      if !name.isIdentifier || ReservedWords.contains(name) {
        report("foreign", "the parameter '\(name)' has a name that Verilog does not take", at: verilog.location)
      }
      if !names.insert(name).inserted {
        report("foreign", "the parameter '\(name)' is given twice", at: verilog.location)
      }
      guard let text = value.text else {
        report("foreign", "the parameter '\(name)' has no value in Verilog: \(value.advice)", at: verilog.location)
        return nil
      }
      return Netlist.Foreign.Parameter(name: name, value: text)
    }
  }

  /// The place of a port among those of the definition.
  private mutating func place(
    of name: String, _ direction: Netlist.Net.Direction? = nil, in list: String, at location: SourceLocation
  ) -> Int? {
    let candidates = definition.ports.indices.filter {
      direction == nil || definition[definition.ports[$0]].direction == direction
    }
    if let place = candidates.first(where: { definition[definition.ports[$0]].name == name }) { return place }
    let kind = direction.map { $0 == .input ? "input" : "output" } ?? "port"
    let names = candidates.map { "'\(definition[definition.ports[$0]].name)'" }.joined(separator: ", ")
    report(
      "foreign", "'\(list)' names '\(name)', which is no \(kind): \(names.isEmpty ? "there is none" : names)",
      at: location)
    return nil
  }

  private mutating func portDomains(of verilog: ForeignVerilog) -> [ClockDomain?] {
    let domains = Set(verilog.clocks.map(\.domain))
    var result = [ClockDomain?](repeating: domains.count == 1 ? domains.first : nil, count: definition.ports.count)
    var isKnown = [Bool](repeating: domains.count < 2, count: definition.ports.count)
    for clock in verilog.clocks {
      for name in clock.ports {
        guard let place = place(of: name, in: "ports", at: verilog.location) else { continue }
        if let other = result[place], other != clock.domain {
          report("foreign", "the port '\(name)' runs on two clocks: name it once", at: verilog.location)
        }
        (result[place], isKnown[place]) = (clock.domain, true)
      }
    }
    for name in verilog.synchronised {
      guard let place = place(of: name, .input, in: "synchronised", at: verilog.location) else { continue }
      (result[place], isKnown[place]) = (nil, true)
    }
    let unknown = definition.ports.indices.filter { !isKnown[$0] }
      .map { "'\(definition[definition.ports[$0]].name)'" }
    if !unknown.isEmpty {
      report(
        "foreign",
        "there are several clocks, and none is said to be that of \(unknown.joined(separator: ", ")): "
          + "write .clock(_:_:ports:)", at: verilog.location)
    }
    return result
  }

  private mutating func paths(of verilog: ForeignVerilog) -> [(output: Int, inputs: [Int])] {
    let inputs = definition.ports.indices.filter { definition[definition.ports[$0]].direction == .input }
    let outputs = definition.ports.indices.filter { definition[definition.ports[$0]].direction == .output }
    switch verilog.paths {
    case .none: return []
    case .all: return inputs.isEmpty ? [] : outputs.map { (output: $0, inputs: inputs) }
    case .only(let named):
      var result: [(output: Int, inputs: [Int])] = []
      for (name, followed) in named.sorted(by: { $0.key < $1.key }) {
        guard let output = place(of: name, .output, in: "paths", at: verilog.location) else { continue }
        let places = followed.compactMap { place(of: $0, .input, in: "paths", at: verilog.location) }
        if !places.isEmpty { result.append((output: output, inputs: Set(places).sorted())) }
      }
      return result.sorted { $0.output < $1.output }
    }
  }
}
