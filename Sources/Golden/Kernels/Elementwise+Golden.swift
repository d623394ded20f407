import Network

extension ElementwiseSum {
  /// - Parameter shape: the shape that both operands broadcast to.
  public func outputs(
    _ first: Tensor<Int8>, _ second: Tensor<Int8>, shape: [Int], rounding: RoundingMode = .double
  ) -> Tensor<Int8> {
    zip(first, second, shape: shape) { x1, x2 in
      let y1 = scale(x1, as: self.first, rounding: rounding)
      let y2 = scale(x2, as: self.second, rounding: rounding)
      let sum = subtracts ? y1 &- y2 : y1 &+ y2
      return requantization.finish(requantize(sum, by: requantization.multipliers[0], rounding: rounding))
    }
  }

  private func scale(_ value: Int8, as operand: Operand, rounding: RoundingMode) -> Int32 {
    let difference = Int32(truncatingIfNeeded: Int(value) - operand.zeroPoint)
    return requantize(difference << Int32(Self.leftShift), by: operand.multiplier, rounding: rounding)
  }
}

extension ElementwiseProduct {
  /// - Parameter shape: the shape that both operands broadcast to.
  public func outputs(
    _ first: Tensor<Int8>, _ second: Tensor<Int8>, shape: [Int], rounding: RoundingMode = .double
  ) -> Tensor<Int8> {
    zip(first, second, shape: shape) { x1, x2 in
      let product = (Int(x1) - firstZeroPoint) * (Int(x2) - secondZeroPoint)
      return requantization.finish(
        requantize(Int32(truncatingIfNeeded: product), by: requantization.multipliers[0], rounding: rounding))
    }
  }
}

/// Combines two tensors element by element after broadcasting them to `shape`.
private func zip(
  _ first: Tensor<Int8>, _ second: Tensor<Int8>, shape: [Int], _ combine: (Int8, Int8) -> Int8
) -> Tensor<Int8> {
  let (first, second) = (first.broadcast(to: shape), second.broadcast(to: shape))
  return Tensor(shape: shape) { results in
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        for index in 0..<results.count { results[index] = combine(first[index], second[index]) }
      }
    }
  }
}

extension Tensor {
  /// Repeats the tensor along dimensions that it lacks or in which its extent is 1.
  ///
  /// - Precondition: aligned at the last one, every other extent is that of `target`.
  func broadcast(to target: [Int]) -> Tensor {
    guard shape != target else { return self }
    let own = Array(repeating: 1, count: target.count - rank) + shape
    precondition(Swift.zip(own, target).allSatisfy { $0 == 1 || $0 == $1 }, "cannot repeat \(shape) to \(target)")
    var strides = [Int](repeating: 0, count: target.count)
    var step = 1
    for dimension in target.indices.reversed() {
      strides[dimension] = own[dimension] == 1 ? 0 : step
      step *= own[dimension]
    }
    return Tensor(shape: target) { results in
      var indices = [Int](repeating: 0, count: target.count)
      var source = 0
      for index in 0..<results.count {
        results[index] = elements[source]
        var dimension = target.count - 1
        while dimension >= 0 {
          indices[dimension] += 1
          source += strides[dimension]
          guard indices[dimension] == target[dimension] else { break }
          source -= strides[dimension] * indices[dimension]
          indices[dimension] = 0
          dimension -= 1
        }
      }
    }
  }
}
