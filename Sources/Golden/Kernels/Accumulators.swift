import Network

/// An operand of a multiply-accumulate: anything that 16 bits can represent.
public protocol Operand: TensorElement, FixedWidthInteger {}

extension Int8: Operand {}
extension Int16: Operand {}
extension UInt8: Operand {}

extension LayerShape {
  /// The sums of products of a layer, without bias, shape (N, E, F, M).
  ///
  /// This is the definition of a convolution written as loops: for every output element the taps that fall inside the
  /// input. It knows nothing of passes, strips or arrays, so that hardware that does can be checked against it.
  ///
  /// - Parameters:
  ///   - input: of ``inputShape``, or any other shape with as many elements in the same order.
  ///   - weights: (M, R, S, C / G), or any other shape with as many elements in the same order.
  ///   - inputZeroPoint: is subtracted from every activation; padding adds nothing.
  /// - Precondition: input and weights have as many elements as the shape asks for.
  public func accumulators<Activation: Operand, Weight: Operand>(
    input: Tensor<Activation>, weights: Tensor<Weight>, inputZeroPoint: Int = 0,
    arithmetic: AccumulatorArithmetic = .int32
  ) -> Tensor<Int64> {
    precondition(input.count == inputShape.reduce(1, *), "input of shape \(input.shape) for \(inputShape)")
    precondition(weights.count == weightShape.reduce(1, *), "weights of shape \(weights.shape) for \(weightShape)")
    let activations = input.widened(minus: inputZeroPoint)
    let filters = weights.widened(minus: 0)
    return Tensor(shape: outputShape) { sums in
      activations.withUnsafeBufferPointer { activations in
        filters.withUnsafeBufferPointer { filters in
          let kernel = AccumulatorKernel(
            shape: self, arithmetic: arithmetic, activations: activations.baseAddress!,
            filters: filters.baseAddress!, sums: sums.baseAddress!)
          kernel.run()
        }
      }
    }
  }
}

extension Tensor where Element: Operand {
  /// The elements minus `zeroPoint`.
  fileprivate func widened(minus zeroPoint: Int) -> [Int] {
    withUnsafeBufferPointer { elements in
      [Int](unsafeUninitializedCapacity: elements.count) { wide, count in
        for index in 0..<elements.count { wide[index] = Int(truncatingIfNeeded: elements[index]) &- zeroPoint }
        count = elements.count
      }
    }
  }
}

/// The loops.
///
/// They use bare pointers and `while` so that they are bearable in debug builds too, in which tests run.
private struct AccumulatorKernel {
  let shape: LayerShape
  let arithmetic: AccumulatorArithmetic
  let activations: UnsafePointer<Int>
  let filters: UnsafePointer<Int>
  let sums: UnsafeMutablePointer<Int64>

  func run() {
    let columns = (0..<shape.outputWidth).map { position in
      TapRange(
        start: position * shape.stride.horizontal - shape.padding.left, dilation: shape.dilation.horizontal,
        taps: shape.filterWidth, input: shape.inputWidth)
    }
    var output = 0
    for sample in 0..<shape.batch {
      for row in 0..<shape.outputHeight {
        let rows = TapRange(
          start: row * shape.stride.vertical - shape.padding.top, dilation: shape.dilation.vertical,
          taps: shape.filterHeight, input: shape.inputHeight)
        for column in columns {
          pixel(sample: sample, rows: rows, columns: column, output: sums + output)
          output += shape.outputChannels
        }
      }
    }
  }

  /// All output channels of one output position.
  private func pixel(sample: Int, rows: TapRange, columns: TapRange, output: UnsafeMutablePointer<Int64>) {
    let depth = shape.channelsPerGroup
    // Without groups or dilation, the taps of a filter row lie side by side in the input.
    let isContiguous = shape.groups == 1 && (shape.dilation.horizontal == 1 || columns.count == 1)
    let (runs, length) = isContiguous ? (min(columns.count, 1), columns.count * depth) : (columns.count, depth)
    let runStride = shape.dilation.horizontal * shape.inputChannels
    let rowStride = shape.dilation.vertical * shape.inputWidth * shape.inputChannels
    let firstInput =
      activations
      + ((sample * shape.inputHeight + rows.firstInput) * shape.inputWidth + columns.firstInput) * shape.inputChannels
    let firstTap = (rows.firstTap * shape.filterWidth + columns.firstTap) * depth
    var channel = 0
    while channel < shape.outputChannels {
      var input = firstInput + channel / shape.filtersPerGroup * depth
      var filter = filters + channel * shape.macsPerOutput + firstTap
      var sum = 0
      var row = 0
      while row < rows.count {
        var run = 0
        while run < runs {
          sum = sum &+ dot(input + run * runStride, filter + run * depth, length)
          run &+= 1
        }
        input += rowStride
        filter += shape.filterWidth * depth
        row &+= 1
      }
      output[channel] = arithmetic.wrap(Int64(sum))
      channel &+= 1
    }
  }

  @inline(__always)
  private func dot(_ x: UnsafePointer<Int>, _ w: UnsafePointer<Int>, _ count: Int) -> Int {
    let shift = arithmetic.productShift
    var sum = 0
    var index = 0
    if shift == 0 {
      while index < count {
        sum = sum &+ x[index] &* w[index]
        index = index &+ 1
      }
    } else {
      while index < count {
        sum = sum &+ (x[index] &* w[index]) &>> shift
        index = index &+ 1
      }
    }
    return sum
  }
}

/// The taps of a window that fall inside the input, in one dimension.
struct TapRange {
  /// The first tap that does.
  let firstTap: Int
  /// The input position that it reads; 0 if there is none.
  let firstInput: Int
  let count: Int

  /// - Parameter start: the input position of tap 0, which may lie outside.
  init(start: Int, dilation: Int, taps: Int, input: Int) {
    let first = start < 0 ? (-start + dilation - 1) / dilation : 0
    let room = input - (start + first * dilation)
    count = room <= 0 ? 0 : max(0, min(taps - first, (room + dilation - 1) / dilation))
    firstTap = count == 0 ? 0 : first
    firstInput = count == 0 ? 0 : start + first * dilation
  }
}
