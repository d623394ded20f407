import BigInt
import Hardware
import TestSupport

/// Many circuits in one design, so that each simulator is built once for all of them.
enum CircuitBatch {
  /// A top with random circuits side by side, fed from common inputs; each circuit `c7` has outputs `c7_...`.
  static func circuits(_ count: Int, seed: UInt64) -> Netlist.Design {
    var generator = CircuitGenerator(seed: seed)
    var tops: [Int] = []
    for index in 0..<count {
      generator.addCircuit("circuit_\(index)", level: 2)
      tops.append(generator.definitions.count - 1)
    }
    return design(generator.definitions, tops, seed: seed)
  }

  /// As `circuits`, but half of the circuits are the models of foreign modules, which have clocks, resets and ports of
  /// other names.
  static func foreign(_ count: Int, seed: UInt64) -> Netlist.Design {
    var generator = CircuitGenerator(seed: seed)
    var (definitions, tops) = ([Netlist.Definition](), [Int]())
    for index in 0..<count {
      let start = generator.definitions.count
      generator.addCircuit("circuit_\(index)", level: 2)
      let base = index.isMultiple(of: 2) ? 0 : definitions.count
      let circuit = generator.definitions[start...].map { moved($0, by: base - start) }
      definitions += base > 0 ? circuit : [foreign("Circuit\(index)", Netlist.Design(definitions: circuit))]
      tops.append(definitions.count - 1)
    }
    return design(definitions, tops, seed: seed)
  }

  /// Circuits that are described in the language, with what it keeps together: structures, arrays, arrays of instances.
  ///
  /// - Throws: `DesignError` where one of them is wrong.
  static func structures(_ count: Int, seed: UInt64) throws -> Netlist.Design {
    var (definitions, tops) = ([Netlist.Definition](), [Int]())
    for index in 0..<count {
      let circuit = try StructuredCircuit("structure_\(index)", seed: seed &* 1_000 &+ UInt64(index)).elaborated()
      let base = definitions.count
      definitions += circuit.definitions.map { moved($0, by: base) }
      tops.append(definitions.count - 1)
    }
    return design(definitions, tops, seed: seed)
  }

  private static func moved(_ definition: Netlist.Definition, by distance: Int) -> Netlist.Definition {
    var definition = definition
    for index in definition.instances.indices { definition.instances[index].definition += distance }
    return definition
  }

  /// A foreign module of which the design is the model.
  private static func foreign(_ name: String, _ model: Netlist.Design) -> Netlist.Definition {
    var definition = Netlist.Definition(name: name, domains: model.top.domains)
    var foreign = Netlist.Foreign()
    foreign.parameters = [Netlist.Foreign.Parameter(name: "KIND", value: "\"\(name)\"")]
    for (index, domain) in model.top.domains.enumerated() {
      foreign.clocks.append(Netlist.Foreign.Clock(port: "CLK\(index)", domain: domain))
      foreign.resets.append(Netlist.Foreign.Reset(port: "RST\(index)", domain: domain, isActiveLow: index == 0))
    }
    for id in model.top.ports.reversed() {
      var port = model.top[id]
      foreign.modelPorts.append(port.name)
      port.driver = .outside
      definition.ports.append(Netlist.NetID(definition.nets.count))
      definition.nets.append(port)
    }
    let ports = definition.ports.indices
    let inputs = ports.filter { definition[definition.ports[$0]].direction == .input }
    foreign.paths = ports.filter { definition[definition.ports[$0]].direction == .output }.map { ($0, inputs) }
    foreign.portDomains = definition.ports.map { _ in model.top.domains.first }
    foreign.model = model
    definition.foreign = foreign
    return definition
  }

  /// Families of movers of a payload, each for several shapes of it, side by side under a top; the mover `c7` has
  /// outputs `c7_...`.
  static func movers(families: Int, shapes: Int, seed: UInt64) -> Netlist.Design {
    var generator = MoverGenerator(seed: seed)
    for index in 0..<families { generator.addFamily("mover_\(index)", shapes: shapes) }
    return design(generator.definitions, Array(generator.definitions.indices), seed: seed)
  }

  /// A top around some of the definitions, with a port for each of their outputs.
  private static func design(_ definitions: [Netlist.Definition], _ tops: [Int], seed: UInt64) -> Netlist.Design {
    var feeds = ExpressionGenerator(random: SeededGenerator(seed: ~seed))
    var top = DefinitionBuilder("batch", domains: [.main, CircuitGenerator.other])
    let initialising = top.input("init", 1)
    let address = top.input("init_address", CircuitGenerator.addressWidth)
    let pool = addInputs(16, &top, &feeds)
    for (index, definition) in tops.enumerated() {
      let circuit = definitions[definition]
      let connections = circuit.ports.map { id -> Netlist.NetID in
        let port = circuit[id]
        let name = "c\(index)_\(port.name)"
        guard port.direction == .input else {
          return top.net(name, port.width, signed: port.isSigned, driver: .instance(index), direction: .output)
        }
        let net = top.net(name, port.width, signed: port.isSigned, driver: .statements, feeds: index)
        let value =
          switch port.name {
          case "init": initialising
          case "init_address": address
          default: feeds.node(port.width, pool, depth: 0, in: &top)
          }
        top.assign(net, value)
        return net
      }
      top.definition.instances.append(
        Netlist.Instance(name: "c\(index)", definition: definition, connections: connections))
    }
    return Netlist.Design(definitions: definitions + [top.definition])
  }

  /// A module with random expressions `e7` of common inputs.
  static func expressions(_ count: Int, seed: UInt64) -> Netlist.Design {
    var generator = ExpressionGenerator(random: SeededGenerator(seed: seed))
    var top = DefinitionBuilder("batch", domains: [])
    let pool = addInputs(16, &top, &generator)
    for index in 0..<count {
      let width = generator.random.width()
      let depth = generator.random.int(1...5)
      let value = generator.node(width, pool, depth: depth, in: &top)
      top.output("e\(index)", value, signed: generator.random.chance(50))
    }
    return Netlist.Design(definitions: [top.definition])
  }

  private static func addInputs(
    _ count: Int, _ top: inout DefinitionBuilder, _ generator: inout ExpressionGenerator
  ) -> [Netlist.NetID] {
    (0..<count).map { index in
      top.net(
        "in_\(index)", generator.random.width(), signed: generator.random.chance(50), driver: .outside,
        direction: .input)
    }
  }
}
