import BigInt
import Hardware
import TestSupport

/// A random circuit, described in the language, that has of everything: structures, arrays, nested arrays, an array of
/// instances, one of foreign modules, two clocks, and memories with contents.
///
/// What it does with them follows from a seed.
///
/// While `init` holds, the memory that is written keeps its contents: registers have any values before their reset.
struct StructuredCircuit: Module {
  let `init`: Bit
  let steps: [Bit]
  let index: Unsigned
  let cells: [Cell]
  let single: Cell
  let grid: [[Unsigned]]

  let results: [Cell]
  let last: Cell
  let sums: [[Unsigned]]
  let mixed: [Unsigned]
  let boxed: [Unsigned]
  let taps: [[Bit]]
  let found, stored: Cell

  private let words: [Cell]
  private let wires: [Cell]
  private let units: [CellUnit]
  private let boxes: [CellBox]
  private let constants: Memory<Cell>
  private let variables: Memory<Cell>
  private let name: String
  private let seed: UInt64

  init(_ name: String, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (shape, count) = (Cell.shape(&random), random.int(2...5))
    let (rows, columns, bits) = (random.int(1...3), random.int(1...4), random.width())
    func array<Value>(_ make: (inout SeededGenerator) -> Value) -> [Value] { (0..<count).map { _ in make(&random) } }

    `init` = .input()
    (steps, index) = (array { _ in .input() }, .input(3))
    (cells, single) = (array { _ in shape.input() }, shape.input())
    grid = (0..<rows).map { _ in (0..<columns).map { _ in .input(bits) } }
    results = array { _ in shape.output() }
    last = shape.outputRegister(reset: shape.constant(&random))
    sums = (0..<rows).map { _ in (0..<columns).map { _ in .outputRegister(bits, reset: 0) } }
    words = array { shape.register(reset: shape.constant(&$0)) }
    wires = array { _ in shape.wire() }

    // One definition for all of them, in one of the two domains.
    let domain = random.chance(50) ? ClockDomain.main : CircuitGenerator.other
    let reset = shape.constant(&random)
    units = array { _ in CellUnit(name, shape: shape, reset: reset, domain: domain) }
    mixed = array { _ in .output(shape.bitWidth) }
    let (tapCount, step) = (random.int(1...3), random.int(0...255))
    boxes = array { _ in CellBox(name, width: shape.bitWidth, taps: tapCount, step: step) }
    boxed = array { _ in .output(shape.bitWidth) }
    taps = array { _ in (0..<tapCount).map { _ in .output() } }

    func contents() -> MemoryContents { .words((0..<8).map { _ in BigInt(random.bits(shape.bitWidth)) }) }
    constants = Memory(depth: 8, of: shape, contents: contents())
    variables = Memory(depth: 8, of: shape, contents: contents())
    (found, stored) = (shape.output(), shape.output())
    (self.name, self.seed) = (name, seed)
  }

  var moduleName: String { name }

  var body: [Statement] {
    var values = CellValues(
      cells: cells, single: single, words: words, last: last, steps: steps, index: index,
      random: SeededGenerator(seed: ~seed))
    memories(&values)
    wires(&values)
    units(&values)
    boxes(&values)
    registers(&values)
  }

  private func memories(_ values: inout CellValues) -> [Statement] {
    let constant = constants.read("constant", at: index, latency: .combinational)
    let variable = variables.read("variable", at: words[0].tag.resized(to: 3), underWrite: .old)
    let (written, condition) = (values.cell(depth: 2), values.bit())
    values.add(constant)
    return statements {
      when(!`init` && condition) { variables.write(written, at: index) }
      found <== constant
      stored <== variable
    }
  }

  private func wires(_ values: inout CellValues) -> [Statement] {
    let statements = values.assign(wires, isComplete: true)
    values.add(wires)
    return statements
  }

  /// Units that stand side by side, or each behind the one before.
  private func units(_ values: inout CellValues) -> [Statement] {
    let isChain = values.random.chance(40)
    // What stands in the other domain may not follow from the registers of this one.
    let sources = [cells, cells.reversed().map { $0.combined(with: single) }, cells.map { mux(steps[0], $0, single) }]
    let inputs = values.random.element(sources)
    return statements {
      for (place, unit) in units.enumerated() {
        unit.step <== steps[place]
        if isChain && place > 0 { unit.cell <== units[place - 1].kept } else { unit.cell <== inputs[place] }
        mixed[place] <== unit.mixed
      }
    }
  }

  private func boxes(_ values: inout CellValues) -> [Statement] {
    let inputs = values.array(depth: 2)
    values.add(boxes.map { single.unpacked(from: $0.Q) })
    return statements {
      for (place, box) in boxes.enumerated() {
        box.EN <== steps[place]
        box.D <== inputs[place].packed
        boxed[place] <== box.Q
        taps[place] <== box.TAPS
      }
    }
  }

  @StatementBuilder private func registers(_ values: inout CellValues) -> [Statement] {
    values.assign(words, isComplete: false)
    values.assign(results, isComplete: true)
    when(values.bit()) { last <== values.cell(depth: 3) }
    for (row, (sums, numbers)) in zip(sums, grid).enumerated() {
      when(steps[row % steps.count]) {
        for (sum, number) in zip(sums, numbers) { sum <== sum &+ number }
      }
    }
  }
}
