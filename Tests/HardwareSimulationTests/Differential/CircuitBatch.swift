import BigInt
import Hardware
import TestSupport

/// Many circuits in one design, so that each simulator is built once for all of them.
enum CircuitBatch {
  /// A top with random circuits side by side, fed from common inputs; each circuit `c7` has outputs `c7_...`.
  static func circuits(_ count: Int, seed: UInt64) -> Netlist.Design {
    var generator = CircuitGenerator(seed: seed)
    var tops: [Int] = []
    for index in 0 ..< count {
      generator.addCircuit("circuit_\(index)", level: 2)
      tops.append(generator.definitions.count - 1)
    }
    return design(generator.definitions, tops, seed: seed)
  }

  /// Families of movers of a payload, each for several shapes of it, side by side under a top; the mover `c7` has
  /// outputs `c7_...`.
  static func movers(families: Int, shapes: Int, seed: UInt64) -> Netlist.Design {
    var generator = MoverGenerator(seed: seed)
    for index in 0 ..< families { generator.addFamily("mover_\(index)", shapes: shapes) }
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
        let value = switch port.name {
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
    for index in 0 ..< count {
      let width = generator.random.width()
      let depth = generator.random.int(1 ... 5)
      let value = generator.node(width, pool, depth: depth, in: &top)
      top.output("e\(index)", value, signed: generator.random.chance(50))
    }
    return Netlist.Design(definitions: [top.definition])
  }

  private static func addInputs(
    _ count: Int, _ top: inout DefinitionBuilder, _ generator: inout ExpressionGenerator
  ) -> [Netlist.NetID] {
    (0 ..< count).map { index in
      top.net(
        "in_\(index)", generator.random.width(), signed: generator.random.chance(50), driver: .outside,
        direction: .input)
    }
  }
}
