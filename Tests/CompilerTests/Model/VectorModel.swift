import Accelerator
import Golden
import Network

/// A command of the vector unit.
struct VectorModel {
  let model: ProgramModel
  let stamp: Stamp

  init(_ model: ProgramModel, _ stamp: Stamp) { (self.model, self.stamp) = (model, stamp) }

  private func count(_ last: ProgramRegister) -> Int { model.unsigned(last) + 1 }

  func run() throws {
    guard let operation = VectorOperation(rawValue: model.unsigned(.vectorOperation)) else {
      throw ProgramFault("there is no such operation of the vector unit")
    }
    for vector in 0..<count(.vectorLastVector) {
      for row in 0..<count(.vectorLastRow) {
        for column in 0..<count(.vectorLastColumn) {
          let values = try result(operation, vector, row, column)
          let address =
            model.unsigned(.vectorResultBase) + vector * model.unsigned(.vectorResultVector)
            + row * model.unsigned(.vectorResultRow) + column * model.unsigned(.vectorResultColumn)
          model.counts[.ofmapWrites] += 1
          try model.write(values, vector: address, firstLane: 0, stamp)
        }
      }
    }
  }

  private func result(_ operation: VectorOperation, _ vector: Int, _ row: Int, _ column: Int) throws -> [Int] {
    let first =
      model.unsigned(.vectorABase) + vector * model.unsigned(.vectorAVector) + row * model.unsigned(.vectorARow)
      + column * model.unsigned(.vectorAColumn)
    switch operation {
    case .maximum:
      return try window(first).reduce(into: [Int](repeating: .min, count: lanes)) { result, values in
        for lane in 0..<lanes { result[lane] = max(result[lane], values[lane]) }
      }.map { model.clamped($0) }
    case .average:
      let sums = try window(first).reduce(into: [Int](repeating: 0, count: lanes)) { result, values in
        for lane in 0..<lanes { result[lane] += values[lane] }
      }
      return sums.enumerated().map { model.clamped(quotient($1, lane: $0)) }
    case .add, .subtract, .multiply:
      let second =
        model.unsigned(.vectorBBase) + vector * model.unsigned(.vectorBVector) + row * model.unsigned(.vectorBRow)
        + column * model.unsigned(.vectorBColumn)
      return try combined(operation, operand(first, broadcast: 1), operand(second, broadcast: 2))
    }
  }

  private var lanes: Int { model.architecture.lanes }

  private func operand(_ address: Int, broadcast bit: Int) throws -> [Int] {
    model.counts[.vectorReads] += 1
    let bytes = try model.vector(address, stamp)
    let repeats = model.unsigned(.vectorBroadcast) & bit != 0
    return (0..<lanes).map { model.lane(bytes, repeats ? 0 : $0) }
  }

  private func window(_ first: Int) throws -> [[Int]] {
    try (0..<count(.vectorLastWindowRow)).flatMap { row in
      try (0..<count(.vectorLastWindowColumn)).map { column in
        try operand(
          first + row * model.unsigned(.vectorAWindowRow) + column * model.unsigned(.vectorAWindowColumn), broadcast: 1)
      }
    }
  }

  /// A division by a multiplication: on magnitudes, so towards zero.
  private func quotient(_ sum: Int, lane: Int) -> Int {
    let multiplier = model.multiplier(model.unsigned(.vectorResultEntry) * lanes + lane)
    let product = (abs(sum) + model.unsigned(.vectorRounding)) * Int(multiplier.significand)
    let magnitude = product >> (31 - multiplier.shift)
    return sum < 0 ? -magnitude : magnitude
  }

  private func combined(_ operation: VectorOperation, _ a: [Int], _ b: [Int]) -> [Int] {
    let half = QuantizedMultiplier(significand: 1 << 30, shift: 0)
    let scalesB = model.unsigned(.vectorScalesB) == 1
    let shift = min(20, 31 - model.architecture.activationBits)
    return (0..<lanes).map { lane in
      let (x, y) = (a[lane] - model.signed(.vectorAZero), b[lane] - model.signed(.vectorBZero))
      var value = Int32(truncatingIfNeeded: x * y)
      if operation != .multiply {
        let input = model.multiplier(model.unsigned(.vectorInputEntry) * lanes + lane)
        let first = requantize(Int32(truncatingIfNeeded: x << shift), by: scalesB ? half : input)
        let second = requantize(Int32(truncatingIfNeeded: y << shift), by: scalesB ? input : half)
        value = operation == .add ? first &+ second : first &- second
      }
      let multiplier = model.multiplier(model.unsigned(.vectorResultEntry) * lanes + lane)
      return model.clamped(model.signed(.outputZero) + Int(requantize(value, by: multiplier)))
    }
  }
}
