import BigInt
import Hardware
import TestSupport

/// Makes random modules that move a payload without looking into it: through registers, wires, choices and selections.
///
/// One plan is built for several shapes of the payload, so that the definitions differ in nothing else.
struct MoverGenerator {
  private indirect enum Value {
    case input(Int)
    case register(Int)
    case wire(Int)
    case choice(condition: Int, Value, Value)
    case selection([Value])
  }

  private enum Move {
    case wire(Int, always: Value?, condition: Int, Value)
    case register(Int, condition: Int, Value, otherwise: Value?)
  }

  /// Members of the payload: name and width.
  private typealias Shape = [(name: String, width: Int, isSigned: Bool)]

  private static let inputs = 2
  private static let conditions = 4
  private static let selectorWidth = 2
  private var random: SeededGenerator
  private(set) var definitions: [Netlist.Definition] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Appends one definition for each of some random shapes.
  mutating func addFamily(_ name: String, shapes: Int) {
    let registers = random.int(1...3)
    let wires = random.int(0...2)
    var moves: [Move] = []
    for wire in 0..<wires {
      let always = random.chance(50) ? value(depth: 1, wires: wire, registers) : nil
      moves.append(
        .wire(
          wire, always: always, condition: random.int(0...Self.conditions - 1),
          value(depth: 2, wires: wire, registers)))
    }
    for register in 0..<registers {
      moves.append(
        .register(
          register, condition: random.int(0...Self.conditions - 1), value(depth: 2, wires: wires, registers),
          otherwise: random.chance(50) ? value(depth: 1, wires: wires, registers) : nil))
    }
    let output = value(depth: 3, wires: wires, registers)
    for index in 0..<shapes {
      var mover = Mover(name: name, shape: shape(), index: index)
      mover.build(registers: registers, wires: wires, moves, output: output)
      definitions.append(mover.builder.definition)
    }
  }

  private mutating func shape() -> Shape {
    if random.chance(25) { return [("", random.width(), random.chance(50))] }
    return (0..<random.int(1...4)).map { ("_member\($0)", random.int(1...40), random.chance(50)) }
  }

  private mutating func value(depth: Int, wires: Int, _ registers: Int) -> Value {
    func next() -> Value { value(depth: depth - 1, wires: wires, registers) }
    switch depth > 0 ? random.int(0...4) : random.int(0...2) {
    case 0: return .input(random.int(0...Self.inputs - 1))
    case 1: return .register(random.int(0...registers - 1))
    case 2: return wires > 0 ? .wire(random.int(0...wires - 1)) : .input(0)
    case 3: return .choice(condition: random.int(0...Self.conditions - 1), next(), next())
    default: return .selection((0..<random.int(2...4)).map { _ in next() })
    }
  }
}

extension MoverGenerator {
  /// One definition under construction.
  private struct Mover {
    let shape: Shape
    var builder: DefinitionBuilder
    private var conditions: [Netlist.NodeID] = []
    private var selector: Netlist.NodeID
    private var initialising: Netlist.NodeID
    private var inputs: [[Netlist.NetID]] = []
    private var registers: [[Netlist.NetID]] = []
    private var wires: [[Netlist.NetID]] = []

    init(name: String, shape: Shape, index: Int) {
      self.shape = shape
      builder = DefinitionBuilder("\(name)_shape\(index)")
      initialising = builder.input("init", 1)
      selector = builder.input("selector", MoverGenerator.selectorWidth)
      conditions = (0..<MoverGenerator.conditions).map { self.builder.input("condition_\($0)", 1) }
      inputs = (0..<MoverGenerator.inputs).map { bundle("in_\($0)", .outside, .input) }
      builder.definition.widthParameter = Netlist.WidthParameter(
        ports: inputs.enumerated().map { Netlist.WidthParameter.Port(name: "in_\($0)", leaves: $1) }, moduleName: name)
    }

    private mutating func bundle(
      _ name: String, _ driver: Netlist.Net.Driver, _ direction: Netlist.Net.Direction? = nil
    ) -> [Netlist.NetID] {
      shape.map {
        builder.net(name + $0.name, $0.width, signed: $0.isSigned, driver: driver, direction: direction)
      }
    }

    mutating func build(registers: Int, wires: Int, _ moves: [Move], output: Value) {
      self.registers = (0..<registers).map { bundle("word_\($0)", .register(domain: .main, reset: nil)) }
      self.wires = (0..<wires).map { bundle("wire_\($0)", .statements) }
      for move in moves { add(move) }
      // In place of a reset.
      builder.when(initialising, self.registers.flatMap { assignments($0, .input(0)) })
      let target = bundle("out", .statements, .output)
      builder.definition.statements += assignments(target, output)
      builder.definition.widthParameter?.ports.append(Netlist.WidthParameter.Port(name: "out", leaves: target))
      builder.output("same", builder.equal(packed(self.registers[0]), packed(inputs[1])))
    }

    private mutating func add(_ move: Move) {
      switch move {
      case .wire(let index, let always, let condition, let value):
        if let always { builder.definition.statements += assignments(wires[index], always) }
        builder.when(conditions[condition], assignments(wires[index], value))
      case .register(let index, let condition, let value, let otherwise):
        builder.when(
          conditions[condition], assignments(registers[index], value),
          otherwise: otherwise.map { assignments(registers[index], $0) } ?? [])
      }
    }

    private mutating func assignments(_ targets: [Netlist.NetID], _ value: Value) -> [Netlist.Statement] {
      zip(targets, nodes(value)).map { .assign($0, $1, source: nil) }
    }

    /// The value of each member.
    private mutating func nodes(_ value: Value) -> [Netlist.NodeID] {
      switch value {
      case .input(let index): return inputs[index].map { builder.read($0) }
      case .register(let index): return registers[index].map { builder.read($0) }
      case .wire(let index): return wires[index].map { builder.read($0) }
      case .choice(let condition, let then, let otherwise):
        let (then, otherwise) = (nodes(then), nodes(otherwise))
        return zip(then, otherwise).map {
          let width = builder.definition[$0].width
          return builder.node(.multiplex(condition: conditions[condition], then: $0, otherwise: $1), width)
        }
      case .selection(let values):
        let elements = values.map { nodes($0) }
        return elements[0].indices.map { member in
          let column = elements.map { $0[member] }
          return builder.node(.select(index: selector, elements: column), builder.definition[column[0]].width)
        }
      }
    }

    private mutating func packed(_ nets: [Netlist.NetID]) -> Netlist.NodeID {
      let parts = nets.map { builder.read($0) }
      return parts.count == 1
        ? parts[0] : builder.node(.concatenate(parts), shape.reduce(0) { $0 + $1.width })
    }
  }
}
