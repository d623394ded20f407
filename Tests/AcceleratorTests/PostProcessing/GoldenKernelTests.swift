import Golden
import Network
import TestSupport
import Testing

@testable import Accelerator

/// Whole tensors of 8 bits, laid out as feature maps, against the golden model's kernels.
@Suite struct GoldenKernelTests {
  private let architecture = PostProcessingArchitecture(lanes: 4, bus: 4).architecture
  /// (N, H, W, C), C being whole vectors.
  private let shape = [1, 5, 6, 8]
  private let secondBase = 200
  private let resultBase = 400

  private func tensor(using generator: inout SeededGenerator) -> Tensor<Int8> {
    let count = shape.reduce(1, *)
    return Tensor(shape: shape, elements: (0..<count).map { _ in .random(in: .min ... .max, using: &generator) })
  }

  /// Where a position of a map of so many rows and columns begins.
  private func address(_ row: Int, _ column: Int, _ vector: Int, rows: Int, columns: Int) -> Int {
    (vector * rows + row) * columns + column
  }

  /// The vectors of maps of `shape` that begin at these addresses.
  private func buffer(_ maps: [(base: Int, tensor: Tensor<Int8>)]) -> (Int) -> [Int] {
    var vectors: [Int: [Int]] = [:]
    for (base, tensor) in maps {
      for row in 0..<shape[1] {
        for column in 0..<shape[2] {
          for vector in 0..<2 {
            let first = (row * shape[2] + column) * 8 + vector * 4
            let at = base + address(row, column, vector, rows: shape[1], columns: shape[2])
            vectors[at] = (first..<first + 4).map { Int(tensor.elements[$0]) }
          }
        }
      }
    }
    return { vectors[$0]! }
  }

  /// The tensor of (1, rows, columns, 8) that was written at `resultBase`.
  private func tensor(_ writes: [VectorWriteModel], rows: Int, columns: Int) -> [Int?] {
    var elements = [Int?](repeating: nil, count: rows * columns * 8)
    for write in writes {
      let position = write.address - resultBase
      let (vector, place) = position.quotientAndRemainder(dividingBy: rows * columns)
      for (lane, value) in write.lanes.enumerated() { elements[place * 8 + vector * 4 + lane] = value }
    }
    return elements
  }

  private func run(
    _ command: VectorCommand, rows: [(entry: Int, multiplier: QuantizedMultiplier)], zero: Int,
    bounds: ClosedRange<Int8>, _ maps: [(base: Int, tensor: Tensor<Int8>)]
  ) throws -> [VectorWriteModel] {
    var generator = SeededGenerator(seed: 1)
    var table = ChannelTableModel.random(architecture, using: &generator)
    for row in rows { table.setRow(row.entry, row.multiplier, architecture) }
    let bench = try PostProcessorBench(architecture, stalls: .some, seed: 1)
    bench.vectorAt = buffer(maps)
    try bench.write(table)
    try bench.set(OutputModel(zero: zero, bounds: Int(bounds.lowerBound)...Int(bounds.upperBound)))
    return try bench.run(command)
  }

  @Test(arguments: Pool.Operation.allCases, [1, 2, 3])
  func pools(operation: Pool.Operation, window: Int) throws {
    var generator = SeededGenerator(seed: UInt64(window))
    let input = tensor(using: &generator)
    let pool = try Pool(
      operation, inputShape: shape, windowHeight: window, windowWidth: 2,
      stride: SpatialStep(vertical: 1, horizontal: 2), bounds: -100...90)
    let (rows, columns) = (pool.outputShape[1], pool.outputShape[2])
    let divisor = Reciprocal(of: 2 * window)

    var command = VectorCommand(operation: operation == .average ? .average : .maximum)
    command.aStrides = [1, shape[2], 2, shape[2], shape[1] * shape[2]]
    command.resultBase = resultBase
    command.resultStrides = [1, columns, rows * columns]
    command.counts = [2, window, columns, rows, 2]
    command.resultEntry = 2
    command.rounding = divisor.rounding
    // The zero point must not matter.
    let writes = try run(
      command, rows: [(2, QuantizedMultiplier(divisor))], zero: 31, bounds: pool.bounds, [(0, input)])
    #expect(tensor(writes, rows: rows, columns: columns) == pool.outputs(input).elements.map { Int($0) })
  }

  private let scales: [(first: Float, second: Float, output: Float)] = [
    (0.05, 0.031, 0.07), (0.02, 0.02, 0.011), (0.004, 0.9, 0.5),
  ]

  @Test(arguments: [false, true], 0..<3)
  func sums(subtracts: Bool, index: Int) throws {
    var generator = SeededGenerator(seed: 4)
    let (first, second) = (tensor(using: &generator), tensor(using: &generator))
    let scale = scales[index]
    let sum = try ElementwiseSum(
      subtracts: subtracts, first: Quantization(scale: scale.first, zeroPoint: -5),
      second: Quantization(scale: scale.second, zeroPoint: 17),
      output: Quantization(scale: scale.output, zeroPoint: 3), activation: index == 1 ? .relu : .none)

    var command = elementwise(subtracts ? .subtract : .add)
    (command.aZero, command.bZero) = (sum.first.zeroPoint, sum.second.zeroPoint)
    let half = QuantizedMultiplier(significand: 1 << 30, shift: 0)
    command.scalesB = sum.first.multiplier == half
    (command.inputEntry, command.resultEntry) = (1, 4)
    let input = command.scalesB ? sum.second.multiplier : sum.first.multiplier
    let writes = try run(
      command, rows: [(1, input), (4, sum.requantization.multipliers[0])], zero: sum.requantization.zeroPoint,
      bounds: sum.requantization.bounds, [(0, first), (secondBase, second)])
    let expected = sum.outputs(first, second, shape: shape).elements.map { Int($0) }
    #expect(tensor(writes, rows: shape[1], columns: shape[2]) == expected)
  }

  @Test(arguments: 0..<3)
  func products(index: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let (first, second) = (tensor(using: &generator), tensor(using: &generator))
    let scale = scales[index]
    let product = try ElementwiseProduct(
      first: Quantization(scale: scale.first, zeroPoint: 9), second: Quantization(scale: scale.second, zeroPoint: -128),
      output: Quantization(scale: scale.output, zeroPoint: -7), activation: index == 1 ? .relu6 : .none)

    var command = elementwise(.multiply)
    (command.aZero, command.bZero) = (product.firstZeroPoint, product.secondZeroPoint)
    command.resultEntry = 5
    let writes = try run(
      command, rows: [(5, product.requantization.multipliers[0])], zero: product.requantization.zeroPoint,
      bounds: product.requantization.bounds, [(0, first), (secondBase, second)])
    let expected = product.outputs(first, second, shape: shape).elements.map { Int($0) }
    #expect(tensor(writes, rows: shape[1], columns: shape[2]) == expected)
  }

  /// A command over two whole maps.
  private func elementwise(_ operation: VectorOperation) -> VectorCommand {
    var command = VectorCommand(operation: operation)
    let strides = [1, shape[2], shape[1] * shape[2]]
    (command.aStrides, command.bStrides) = ([0, 0] + strides, strides)
    (command.bBase, command.resultBase, command.resultStrides) = (secondBase, resultBase, strides)
    command.counts = [1, 1, shape[2], shape[1], 2]
    return command
  }
}
