import Accelerator
import Network

extension Lowering {
  mutating func sum(_ operation: Operator, _ sum: ElementwiseSum) {
    var loops = VectorLoops(
      operation: sum.subtracts ? .subtract : .add, first: .init(), second: .init(), output: .init(), columns: 1,
      rows: 1, vectors: 1)
    let half = QuantizedMultiplier(significand: 1 << 30, shift: 0)
    loops.scalesSecond = sum.second.multiplier != half
    loops.inputMultiplier = ChannelConstants(loops.scalesSecond ? sum.second.multiplier : sum.first.multiplier)
    (loops.firstZero, loops.secondZero) = (sum.first.zeroPoint, sum.second.zeroPoint)
    elementwise(operation, sum.requantization, loops)
  }

  mutating func product(_ operation: Operator, _ product: ElementwiseProduct) {
    var loops = VectorLoops(
      operation: .multiply, first: .init(), second: .init(), output: .init(), columns: 1, rows: 1, vectors: 1)
    (loops.firstZero, loops.secondZero) = (product.firstZeroPoint, product.secondZeroPoint)
    elementwise(operation, product.requantization, loops)
  }

  private mutating func elementwise(_ operation: Operator, _ requantization: Requantization, _ loops: VectorLoops) {
    guard architecture.channelTable >= 2 * architecture.lanes else {
      return refuse(operation, "it needs two rows of the channel table, which has one")
    }
    let shape = shape(operation.output)
    let map = FeatureMap(shape: shape, architecture)
    let outer = Array(shape.dropLast(2))
    var operands: [BroadcastOperand] = []
    for input in operation.inputs {
      let own = self.shape(input)
      let extents = FeatureMap(shape: own, architecture)
      guard
        let view = view(
          input, of: operation, rows: extents.rows, columns: extents.columns, channels: extents.channels)
      else { return }
      operands.append(
        BroadcastOperand(
          view: view, outer: Array(repeating: 1, count: max(0, outer.count + 2 - max(own.count, 2))) + own.dropLast(2),
          columns: extents.columns, channels: extents.channels))
    }
    var template = loops
    template.multiplier = ChannelConstants(requantization.multipliers[0])
    (template.columns, template.vectors) = (map.columns, map.vectors)
    template.broadcastsFirst = operands[0].channels < map.channels
    template.broadcastsSecond = operands[1].channels < map.channels
    let bands = Self.runs(of: outer, operands.map(\.outer)).map { run in
      var command = template
      command.rows = run.rows.count
      command.first = operands[0].walk(run.starts[0], run.steps[0], map)
      command.second = operands[1].walk(run.starts[1], run.steps[1], map)
      command.output = VectorLoops.Walk(
        origin: Place(row: run.rows.lowerBound), column: .nextColumn, row: .nextRow, vector: .nextVector)
      return VectorWork.Band(rows: run.rows, isDivisible: true, commands: [command])
    }
    let range = OutputRange(
      zero: requantization.zeroPoint, minimum: Int(requantization.bounds.lowerBound),
      maximum: Int(requantization.bounds.upperBound))
    append(
      operation,
      .vector(
        VectorWork(
          first: operands[0].view.storage, second: operands[1].view.storage, output: define(operation, map),
          range: range, bands: bands)))
  }

  /// Rows of the result, and the row of each operand at which they begin and how far the next one is.
  private struct RowRun {
    var rows: Range<Int>
    let starts: [Int]
    var steps: [Int]
  }

  /// Neighbouring rows of the result whose operands' rows are equally far apart.
  private static func runs(of outer: [Int], _ operands: [[Int]]) -> [RowRun] {
    var runs: [RowRun] = []
    for row in 0..<outer.reduce(1, *) {
      let sources = operands.map { source(row, outer, $0) }
      if let last = runs.last {
        let before = last.rows.count - 1
        let steps = zip(sources, zip(last.starts, last.steps)).map { $0 - $1.0 - before * $1.1 }
        if before == 0 || steps == last.steps {
          runs[runs.count - 1].rows = last.rows.lowerBound..<row + 1
          runs[runs.count - 1].steps = steps
          continue
        }
      }
      runs.append(RowRun(rows: row..<row + 1, starts: sources, steps: sources.map { _ in 0 }))
    }
    return runs
  }

  /// The row of an operand with these outer extents that belongs to a row of the result.
  private static func source(_ row: Int, _ outer: [Int], _ extents: [Int]) -> Int {
    var (rest, source, stride) = (row, 0, 1)
    for (extent, own) in zip(outer, extents).reversed() {
      source += own == 1 ? 0 : rest % extent * stride
      stride *= own
      rest /= extent
    }
    return source
  }
}

/// An operand that repeats where its extents are 1.
private struct BroadcastOperand {
  let view: MapView
  /// Its extents before columns and channels, as many as the result has.
  let outer: [Int]
  let columns, channels: Int

  func walk(_ start: Int, _ step: Int, _ result: FeatureMap) -> VectorLoops.Walk {
    VectorLoops.Walk(
      origin: view.row * start, column: columns < result.columns ? Place() : view.column, row: view.row * step,
      vector: channels < result.channels ? Place() : .nextVector)
  }
}

extension ChannelConstants {
  init(_ multiplier: QuantizedMultiplier) {
    self.init(significand: Int(multiplier.significand), shift: multiplier.shift)
  }
}
