extension Netlist.Definition {
  /// Gives way where the name that a net got from its instance and port is that of something which the source names:
  /// the port `input_valid` of an instance `fifo` beside a signal `fifo_input_valid`.
  mutating func renameConnections() {
    let connected = Set(instances.flatMap(\.connections))
    var taken = Set(memories.map(\.name)).union(instances.map(\.name))
    for index in nets.indices where !connected.contains(Netlist.NetID(index)) { taken.insert(nets[index].name) }
    for index in nets.indices where connected.contains(Netlist.NetID(index)) {
      let base = nets[index].name
      var number = 1
      while !taken.insert(nets[index].name).inserted {
        nets[index].name = number == 1 ? "\(base)_net" : "\(base)_net_\(number)"
        number += 1
      }
    }
  }
}
