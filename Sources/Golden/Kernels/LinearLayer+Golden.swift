import Network

extension LinearLayer {
  /// The sums of products without bias, shape (N, E, F, M): what the array of an accelerator computes.
  public func sums(_ input: Tensor<Int8>) -> Tensor<Int32> {
    let wide = shape.accumulators(input: input, weights: weights, inputZeroPoint: inputZeroPoint)
    return Tensor(shape: wide.shape) { buffer in
      wide.withUnsafeBufferPointer { wide in
        for index in 0..<wide.count { buffer[index] = Int32(truncatingIfNeeded: wide[index]) }
      }
    }
  }

  /// Adds the bias of each output channel, modulo 2^32.
  func addingBias(_ sums: Tensor<Int32>) -> Tensor<Int32> {
    map(sums) { sum, channel in sum &+ bias[channel] }
  }

  /// The outputs for accumulators that contain the bias.
  public func outputs(_ accumulators: Tensor<Int32>, rounding: RoundingMode = .double) -> Tensor<Int8> {
    map(accumulators) { accumulator, channel in
      requantization.finish(
        requantize(accumulator, by: requantization.multiplier(ofChannel: channel), rounding: rounding))
    }
  }

  /// Applies `transform` to every element and its output channel.
  private func map<Result: TensorElement>(
    _ tensor: Tensor<Int32>, _ transform: (Int32, Int) -> Result
  ) -> Tensor<Result> {
    Tensor(shape: tensor.shape) { results in
      tensor.withUnsafeBufferPointer { values in
        var channel = 0
        for index in 0..<values.count {
          results[index] = transform(values[index], channel)
          channel = channel + 1 == shape.outputChannels ? 0 : channel + 1
        }
      }
    }
  }
}
