/// The wires that are found to have the same value always, which a linter sees through.
struct KnownNets {
  private(set) var values: [Bits?]

  init(netCount: Int) {
    values = [Bits?](repeating: nil, count: netCount)
  }

  /// Takes up wires whose only value has turned out to be known.
  /// - Returns: whether there were any new ones.
  mutating func learn(from definition: Netlist.Definition, _ builder: NodeBuilder) -> Bool {
    let drivers = Drivers(definition)
    var isNew = false
    for index in definition.nets.indices where values[index] == nil {
      guard case .once(let value, _) = drivers.drivers[index], let bits = builder.knownValue(value) else { continue }
      values[index] = bits
      isNew = true
    }
    return isNew
  }
}
