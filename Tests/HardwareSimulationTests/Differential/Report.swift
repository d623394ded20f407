import Hardware
import HardwareSimulation

/// What is said about a batch that differs: the difference, and the smallest design found that still shows one.
enum Report {
  static func text(_ difference: Comparison.Difference, _ comparison: Comparison) -> String {
    let head = "seed \(comparison.seed), \(difference)"
    guard let small = smallest(difference, comparison) else {
      return "\(head)\nIt does not show in '\(difference.port)' alone."
    }
    let others = (try? small.differences([difference.other])) ?? []
    let verilog = (try? Verilog.text(of: small.design, small.printing)) ?? "(cannot be printed)"
    return "\(head)\nShrunk: \(others.map(\.description).joined())\n\(verilog)"
  }

  private static func smallest(_ difference: Comparison.Difference, _ batch: Comparison) -> Comparison? {
    let alone = isolated(difference.port, batch.design)
    let stillFails = { (design: Netlist.Design, seed: UInt64) -> Bool in
      let comparison = Comparison(design: design, seed: seed, cycles: batch.cycles, printing: batch.printing)
      guard let found = try? comparison.differences([difference.other]).first else { return false }
      // Without what initialises it, a design shows unknown bits: that is another failure.
      return difference.found.contains { "xX".contains($0) } || !found.found.contains { "xX".contains($0) }
    }
    // A circuit on its own sees other inputs than in the batch: not every seed shows the difference.
    guard let seed = (0..<10).map({ batch.seed &+ $0 }).first(where: { stillFails(alone, $0) }) else { return nil }
    let shrunk = Shrinker { stillFails($0, seed) }.shrunk(alone)
    return Comparison(design: shrunk, seed: seed, cycles: batch.cycles, printing: batch.printing)
  }

  /// The circuit of the port `c7_...` as the top, or a top with the port's expression only.
  private static func isolated(_ port: String, _ design: Netlist.Design) -> Netlist.Design {
    let prefix = port.prefix { $0 != "_" }
    if let instance = design.top.instances.first(where: { $0.name == prefix }) {
      return subdesign(of: design, top: instance.definition)
    }
    // The inputs are the first nets, and expressions read nothing else.
    var top = design.top
    let inputs = top.nets.prefix { $0.direction == .input }
    let output = Netlist.NetID(inputs.count)
    let value = top.statements.lazy.compactMap { statement -> Netlist.NodeID? in
      guard case .assign(let net, let value, _) = statement, top[net].name == port else { return nil }
      return value
    }.first
    top.nets = inputs + top.nets.filter { $0.name == port }
    top.ports = top.nets.indices.map { Netlist.NetID($0) }
    top.statements = value.map { [.assign(output, $0, source: nil)] } ?? []
    return Netlist.Design(definitions: [top])
  }

  /// A definition and those that it needs.
  private static func subdesign(of design: Netlist.Design, top: Int) -> Netlist.Design {
    var needed: Set<Int> = []
    var pending = [top]
    while let index = pending.popLast() {
      if needed.insert(index).inserted { pending += design.definitions[index].instances.map(\.definition) }
    }
    let kept = needed.sorted()
    let definitions = kept.map { index in
      var definition = design.definitions[index]
      for instance in definition.instances.indices {
        definition.instances[instance].definition = kept.firstIndex(of: definition.instances[instance].definition)!
      }
      return definition
    }
    return Netlist.Design(definitions: definitions)
  }
}
