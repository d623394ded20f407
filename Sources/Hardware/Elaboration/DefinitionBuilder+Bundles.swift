// Which nets belong together: known from the properties, and lost in the names.
extension DefinitionBuilder {
  /// The bundles of the module's own properties.
  mutating func declareBundles(_ walk: PropertyWalk) {
    let units = walk.units.map { unit in
      (unit.name, unit.place, unit.signal.leaves.compactMap { $0.expression.declaration.flatMap(ownNet) })
    }
    for (bundle, _) in arrays(units.filter { !$0.2.isEmpty }) { definition.bundles.append(bundle) }
  }

  /// The bundles of the instances' ports.
  ///
  /// - Parameter children: the instances in order, with their definitions.
  mutating func declareBundles(ofInstancesAt places: [PropertyWalk.Place], _ children: [Netlist.Definition]) {
    let instances = definition.instances
    for (indices, place) in arrays(places, children.map(\.name)) {
      let child = children[indices[0]]
      // One that shares its ports with another is an error that has been reported.
      guard indices.allSatisfy({ instances[$0].connections.count == child.ports.count }) else { continue }
      var placeOfPort: [Netlist.NetID: Int] = [:]
      for (index, port) in child.ports.enumerated() { placeOfPort[port] = index }
      let name = indices.count > 1 ? place.name : instances[indices[0]].name
      for bundle in child.bundles {
        let ports = bundle.nets.compactMap { placeOfPort[$0] }
        guard ports.count == bundle.nets.count else { continue }
        definition.bundles.append(
          Netlist.Bundle(
            name: "\(name)_\(bundle.name)", count: bundle.count * indices.count,
            nets: indices.flatMap { instance in ports.map { instances[instance].connections[$0] } }))
      }
    }
  }

  private func ownNet(_ declaration: Declaration) -> Netlist.NetID? { netOf[ObjectIdentifier(declaration)] }

  /// Arrays where all elements are there and alike; each unit by itself elsewhere.
  private func arrays(
    _ units: [(name: String, place: PropertyWalk.Place, nets: [Netlist.NetID])]
  ) -> [(Netlist.Bundle, PropertyWalk.Place)] {
    let shapes = units.map { unit in unit.nets.map { BundledNet(definition[$0]) } }
    return arrays(units.map(\.place), shapes).map { indices, place in
      let first = units[indices[0]]
      let name = indices.count > 1 ? place.name : first.name
      return (Netlist.Bundle(name: name, count: indices.count, nets: indices.flatMap { units[$0].nets }), place)
    }
  }

  /// The indices of what stands in one array, in order.
  private func arrays<Shape: Equatable>(
    _ places: [PropertyWalk.Place], _ shapes: [Shape]
  ) -> [(indices: [Int], place: PropertyWalk.Place)] {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (index, place) in places.enumerated() {
      if members[place.name] == nil { order.append(place.name) }
      members[place.name, default: []].append(index)
    }
    return order.flatMap { name -> [(indices: [Int], place: PropertyWalk.Place)] in
      let indices = members[name] ?? []
      let first = places[indices[0]]
      let isWhole =
        indices.count == first.counts.reduce(1, *)
        && indices.allSatisfy { places[$0].counts == first.counts && shapes[$0] == shapes[indices[0]] }
        && zip(indices, indices.dropFirst()).allSatisfy {
          places[$0].indices.lexicographicallyPrecedes(places[$1].indices)
        }
      return isWhole ? [(indices, first)] : indices.map { ([$0], places[$0]) }
    }
  }
}

/// What the nets of two elements have in common.
private struct BundledNet: Equatable {
  let width: Int
  let isSigned: Bool
  let enumeration: Netlist.Enumeration?
  let direction: Netlist.Net.Direction?

  init(_ net: Netlist.Net) {
    (width, isSigned, enumeration, direction) = (net.width, net.isSigned, net.enumeration, net.direction)
  }
}
