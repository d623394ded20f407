import Hardware

/// Finds nets and memories of a design by their hierarchical names: dots between instances, the top's own name left
/// out.
struct DesignPaths {
  let design: Netlist.Design

  /// An instance in the hierarchy: the instances passed on the way to it, each by its index in the one before.
  struct Place: Hashable {
    var instances: [Int]
    var definition: Int
    /// The net or memory in the definition.
    var index: Int
  }

  /// - Throws: `SimulationError` that names the part of the path that is not there.
  func net(_ path: String, at source: SourceLocation? = nil) throws -> Place {
    var (place, name) = try parent(of: path, kind: "net", at: source)
    let definition = design.definitions[place.definition]
    if let index = definition.nets.firstIndex(where: { $0.name == name }) {
      place.index = index
      return place
    }
    let end =
      definition.memories.contains { $0.name == name }
      ? "'\(name)' is a memory" : "'\(definition.name)' has no net '\(name)'"
    let hint = NearNames.hint(for: name, among: definition.nets.map(\.name))
    throw SimulationError("no net '\(path)': \(end)\(hint)", at: source)
  }

  /// - Throws: `SimulationError` that names the part of the path that is not there.
  func memory(_ path: String, at source: SourceLocation? = nil) throws -> Place {
    var (place, name) = try parent(of: path, kind: "memory", at: source)
    let definition = design.definitions[place.definition]
    if let index = definition.memories.firstIndex(where: { $0.name == name }) {
      place.index = index
      return place
    }
    let end =
      definition.nets.contains { $0.name == name }
      ? "'\(name)' is a net" : "'\(definition.name)' has no memory '\(name)'"
    let hint = NearNames.hint(for: name, among: definition.memories.map(\.name))
    throw SimulationError("no memory '\(path)': \(end)\(hint)", at: source)
  }

  func net(at place: Place) -> Netlist.Net { design.definitions[place.definition].nets[place.index] }
  func memory(at place: Place) -> Netlist.Memory { design.definitions[place.definition].memories[place.index] }

  /// The names of the instances on the way.
  func scopes(of place: Place) -> [String] {
    var names: [String] = []
    var definition = design.top
    for index in place.instances {
      names.append(definition.instances[index].name)
      definition = design.definitions[definition.instances[index].definition]
    }
    return names
  }

  /// The paths of all nets or memories, parents before their instances.
  func all<Item>(_ items: KeyPath<Netlist.Definition, [Item]>, name: KeyPath<Item, String>) -> [String] {
    var found: [String] = []
    var pending = [(path: "", definition: design.definitions.count - 1)]
    while let (path, index) = pending.popLast() {
      let definition = design.definitions[index]
      found += definition[keyPath: items].map { path + $0[keyPath: name] }
      pending += definition.instances.reversed().map { (path + $0.name + ".", $0.definition) }
    }
    return found
  }

  private func parent(
    of path: String, kind: String, at source: SourceLocation?
  ) throws -> (place: Place, name: String) {
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let name = parts.removeLast()
    var place = Place(instances: [], definition: design.definitions.count - 1, index: 0)
    for part in parts {
      let definition = design.definitions[place.definition]
      guard let index = definition.instances.firstIndex(where: { $0.name == part }) else {
        let hint = NearNames.hint(for: part, among: definition.instances.map(\.name))
        throw SimulationError("no \(kind) '\(path)': '\(definition.name)' has no instance '\(part)'\(hint)", at: source)
      }
      place.instances.append(index)
      place.definition = definition.instances[index].definition
    }
    return (place, name)
  }
}

// MARK: - One value under several names

extension DesignPaths {
  /// The net itself and the others that are the same signal, across the ports of instances: first those on the way to
  /// what drives it, the driver last, then the ports that it feeds.
  func aliases(of place: Place) -> [Place] {
    var chain = [place]
    while let next = driver(of: chain[chain.count - 1]) { chain.append(next) }
    var fed = place
    while let next = reader(of: fed) {
      chain.append(next)
      fed = next
    }
    return chain
  }

  /// The net in which a signal begins: a port of the top, or what statements, a register or a memory drive.
  func origin(of place: Place) -> Place {
    var place = place
    while let next = driver(of: place) { place = next }
    return place
  }

  /// The net on the other side of the port through which a net gets its value.
  private func driver(of place: Place) -> Place? {
    switch net(at: place).driver {
    case .instance(let index): return port(of: index, connectedTo: place)
    case .outside:
      guard let last = place.instances.last else { return nil }
      let instances = Array(place.instances.dropLast())
      let parent = definition(at: instances)
      guard let port = design.definitions[place.definition].ports.firstIndex(of: Netlist.NetID(place.index)) else {
        return nil
      }
      let connection = design.definitions[parent].instances[last].connections[port]
      return Place(instances: instances, definition: parent, index: connection.index)
    default: return nil
    }
  }

  /// The port of an instance that a net feeds.
  private func reader(of place: Place) -> Place? {
    net(at: place).feedsInstance.flatMap { port(of: $0, connectedTo: place) }
  }

  private func port(of index: Int, connectedTo place: Place) -> Place? {
    let instance = design.definitions[place.definition].instances[index]
    guard let port = instance.connections.firstIndex(of: Netlist.NetID(place.index)) else { return nil }
    return Place(
      instances: place.instances + [index], definition: instance.definition,
      index: design.definitions[instance.definition].ports[port].index)
  }

  private func definition(at instances: [Int]) -> Int {
    instances.reduce(design.definitions.count - 1) { design.definitions[$0].instances[$1].definition }
  }
}
