extension TFLiteOperatorRecord {
  /// Multiply-accumulates with weights, or of matrices, by the shapes in the file; 0 for all other operators, and where
  /// shapes are missing.
  func macs(in model: TFLiteModel) -> Int {
    switch number {
    case 3: product(of: output(model), filter(model).map { $0.dropFirst().reduce(1, *) })
    case 4: product(of: output(model), filter(model).map { $0.dropLast().reduce(1, *) })
    // A row of weights for each output; a filter for each input of a transposed convolution.
    case 9, 126: product(of: output(model), (number == 9 ? filter(model) : shape(model, inputs, 0))?.last)
    case 67: product(of: shape(model, inputs, 2)?.reduce(1, *), filter(model).map { $0.dropLast().reduce(1, *) })
    case 44: product(of: steps(model), matrices(model, 1...8))
    case 27: matrices(model, 1...2)
    default: 0
    }
  }

  private func product(of first: Int?, _ second: Int?) -> Int {
    guard let first, let second else { return 0 }
    // Both are at most 2^31 by the limits of a tensor; the sum of any number of operators must not overflow.
    return min(first * second, 1 << 46)
  }

  private func output(_ model: TFLiteModel) -> Int? { shape(model, outputs, 0)?.reduce(1, *) }
  private func filter(_ model: TFLiteModel) -> [Int]? { shape(model, inputs, 1) }

  /// Of a recurrent layer: rows of its input.
  private func steps(_ model: TFLiteModel) -> Int? { shape(model, inputs, 0).map { $0.dropLast().reduce(1, *) } }

  private func matrices(_ model: TFLiteModel, _ operands: ClosedRange<Int>) -> Int {
    operands.reduce(0) { $0 + (shape(model, inputs, $1)?.reduce(1, *) ?? 0) }
  }

  private func shape(_ model: TFLiteModel, _ operands: [Int], _ position: Int) -> [Int]? {
    guard operands.indices.contains(position), operands[position] >= 0 else { return nil }
    return (try? model.tensor(operands[position]))?.shape
  }
}
