import Hardware
import TestSupport

/// Random values of cells and of arrays of cells, and random ways to assign arrays: as a whole, in loops, element by
/// element, member by member.
struct CellValues {
  private var arrays: [[Cell]]
  private var singles: [Cell]
  private let steps: [Bit]
  private let index: Unsigned
  var random: SeededGenerator

  init(
    cells: [Cell], single: Cell, words: [Cell], last: Cell, steps: [Bit], index: Unsigned, random: SeededGenerator
  ) {
    (arrays, singles) = ([cells, words], [single, last])
    (self.steps, self.index, self.random) = (steps, index, random)
  }

  /// From here on, values may be made of it.
  mutating func add(_ array: [Cell]) { arrays.append(array) }
  mutating func add(_ cell: Cell) { singles.append(cell) }

  mutating func bit() -> Bit {
    let cell = random.element(singles + arrays.joined())
    switch random.int(0...3) {
    case 0: return cell.value .< 0
    case 1: return random.element(cell.flags)
    case 2: return cell.packed .== random.element(random.element(arrays)).packed
    default: return random.element(steps)
    }
  }

  mutating func cell(depth: Int) -> Cell {
    switch depth > 0 ? random.int(0...7) : random.int(0...1) {
    case 0: return random.element(singles)
    case 1: return random.element(random.element(arrays))
    case 2, 3: return random.element(arrays)[index]
    case 4: return mux(bit(), cell(depth: depth - 1), cell(depth: depth - 1))
    case 5: return cell(depth: depth - 1).combined(with: cell(depth: depth - 1))
    case 6: return cell(depth: depth - 1).rotated(by: random.int(0...200))
    default: return singles[0].constant(&random)
    }
  }

  mutating func array(depth: Int) -> [Cell] {
    guard depth > 0 else { return random.element(arrays) }
    let (first, second) = (array(depth: depth - 1), array(depth: depth - 1))
    switch random.int(0...7) {
    case 0: return first
    case 1: return mux(bit(), first, second)
    case 2: return zip(first, second).map { $0.combined(with: $1) }
    case 3: return first.indices.map { mux(steps[$0], first[$0], second[$0]) }
    case 4: return first.reversed()
    case 5:
      let distance = random.int(1...first.count)
      return first.indices.map { first[($0 + distance) % first.count] }
    case 6:
      let distance = random.int(0...200)
      return first.map { $0.rotated(by: distance) }
    default:
      let common = cell(depth: 1)
      return first.map { $0.combined(with: common) }
    }
  }

  /// - Parameter isComplete: whether the targets need a value in every case, as wires do.
  mutating func assign(_ targets: [Cell], isComplete: Bool) -> [Statement] {
    let always = isComplete || random.chance(50) ? array(depth: 2) : nil
    let later = (0..<random.int(1...3)).flatMap { _ in conditional(targets) }
    return statements {
      if let always { targets <== always }
      later
    }
  }

  private mutating func conditional(_ targets: [Cell]) -> [Statement] {
    let (condition, values, place) = (bit(), array(depth: 2), random.int(0...targets.count - 1))
    let kind = random.int(0...4)
    return statements {
      switch kind {
      case 0: when(condition) { targets <== values }
      case 1: when(condition) { for (target, value) in zip(targets, values) { target <== value } }
      case 2:
        for (step, (target, value)) in zip(steps, zip(targets, values)) {
          when(step) { target <== value }.otherwise { target.tag <== value.tag }
        }
      case 3: when(condition) { targets[place] <== values[0] }
      default: when(condition) { for (target, value) in zip(targets, values) { target.value <== value.value } }
      }
    }
  }
}

/// Statements outside of a body.
func statements(@StatementBuilder _ body: () -> [Statement]) -> [Statement] { body() }
