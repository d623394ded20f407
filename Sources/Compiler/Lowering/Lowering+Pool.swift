import Accelerator
import Network

extension Lowering {
  mutating func pool(_ operation: Operator, _ pool: Pool) {
    let (batch, height, width) = (pool.inputShape[0], pool.inputShape[1], pool.inputShape[2])
    let (outputHeight, outputWidth) = (pool.outputShape[1], pool.outputShape[2])
    guard
      let view = view(
        operation.inputs[0], of: operation, rows: batch * height, columns: width, channels: pool.inputShape[3])
    else { return }
    let map = FeatureMap(
      rows: batch * outputHeight, columns: outputWidth, channels: pool.outputShape[3], architecture)
    let rows = WindowRun.runs(
      outputs: outputHeight, input: height, window: pool.windowHeight, stride: pool.stride.vertical,
      padding: pool.padding.top)
    let columns = WindowRun.runs(
      outputs: outputWidth, input: width, window: pool.windowWidth, stride: pool.stride.horizontal,
      padding: pool.padding.left)
    guard rows.allSatisfy({ row in columns.allSatisfy { row.window * $0.window < 1 << 17 } }) else {
      return refuse(operation, "windows of \(1 << 17) cells and more are not averaged")
    }
    var bands: [VectorWork.Band] = []
    for sample in 0..<batch {
      for row in rows {
        let commands = columns.map { column in
          loops(pool, view, row, column, sample: sample, height: height, outputHeight: outputHeight, map.vectors)
        }
        let first = sample * outputHeight + row.output
        bands.append(VectorWork.Band(rows: first..<first + row.count, isDivisible: true, commands: commands))
      }
    }
    let range = OutputRange(zero: 0, minimum: Int(pool.bounds.lowerBound), maximum: Int(pool.bounds.upperBound))
    append(
      operation,
      .vector(
        VectorWork(
          first: view.storage, second: nil, output: define(operation, map), range: range, bands: bands)))
  }

  private func loops(
    _ pool: Pool, _ view: MapView, _ row: WindowRun, _ column: WindowRun, sample: Int, height: Int,
    outputHeight: Int, _ vectors: Int
  ) -> VectorLoops {
    let first = VectorLoops.Walk(
      origin: view.row * (sample * height + row.input) + view.column * column.input, windowColumn: view.column,
      windowRow: view.row, column: view.column * column.step, row: view.row * row.step, vector: .nextVector)
    let output = VectorLoops.Walk(
      origin: Place(row: sample * outputHeight + row.output, column: column.output), column: .nextColumn,
      row: .nextRow, vector: .nextVector)
    var loops = VectorLoops(
      operation: pool.operation == .maximum ? .maximum : .average, first: first, output: output,
      windowColumns: column.window, windowRows: row.window, columns: column.count, rows: row.count, vectors: vectors)
    if pool.operation == .average {
      let reciprocal = Reciprocal(of: row.window * column.window)
      loops.multiplier = ChannelConstants(significand: reciprocal.significand, shift: reciprocal.shift)
      loops.rounding = reciprocal.rounding
    }
    return loops
  }
}

/// Neighbouring outputs, along one axis, whose windows cover as many cells of the input.
struct WindowRun: Hashable {
  let output: Int
  var count: Int
  let input: Int
  let window: Int
  /// From a window's first cell to the next one's.
  var step: Int

  static func runs(outputs: Int, input: Int, window: Int, stride: Int, padding: Int) -> [WindowRun] {
    var runs: [WindowRun] = []
    for output in 0..<outputs {
      let start = output * stride - padding
      let first = max(start, 0)
      let cells = min(start + window, input) - first
      if let last = runs.last, last.window == cells {
        let step = first - last.input - (last.count - 1) * last.step
        if last.count == 1 || step == last.step {
          runs[runs.count - 1].count += 1
          runs[runs.count - 1].step = step
          continue
        }
      }
      runs.append(WindowRun(output: output, count: 1, input: first, window: cells, step: 0))
    }
    return runs
  }
}
