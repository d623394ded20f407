import Accelerator
import Mapping
import Network

extension LoweredNetwork {
  /// A single convolution of 16 bits.
  init(_ layer: FixedPointConvolution, _ architecture: Architecture) throws(CompilerError) {
    self.init()
    let problems = Self.problems(layer, architecture)
    guard problems.isEmpty else { throw CompilerError(problems: problems) }
    let shape = layer.shape
    let filled = shape.single.fillingVectors(lanes: architecture.lanes)
    do {
      try MappingSearch(architecture, within: .accelerator).check(filled)
    } catch {
      throw CompilerError(problems: ["\(layer.name): \(error)"])
    }
    let maps = [
      FeatureMap(shape: shape.inputShape, architecture), FeatureMap(shape: shape.outputShape, architecture),
    ]
    storages = [
      Storage(name: "input", map: maps[0], zeroPoint: 0, origin: .input),
      Storage(name: "output", map: maps[1], zeroPoint: 0, origin: .step),
    ]
    storageOfTensor = [0: 0, 1: 1]
    (input, output) = (0, 1)
    steps = [
      Step(
        name: layer.name, operatorIndex: 0,
        work: .linear(
          LinearWork(
            layer: filled, productShift: layer.productShift, weights: layer.weights.elements,
            channels: layer.bias.map { wrapping($0, architecture) },
            inputZero: 0, range: Self.range(layer, architecture), input: 0, output: 1,
            samples: (0..<shape.batch).map {
              LinearWork.Sample(
                input: Place(row: $0 * shape.inputHeight), inputRow: .nextRow, outputRow: $0 * shape.outputHeight)
            })))
    ]
  }

  private static func problems(_ layer: FixedPointConvolution, _ architecture: Architecture) -> [String] {
    var problems: [String] = []
    func need(_ condition: Bool, _ problem: String) {
      if !condition { problems.append("\(layer.name): \(problem)") }
    }
    need(
      architecture.activationBits == 16 && architecture.weightBits == 16,
      "16-bit layers need activationBits and weightBits of 16")
    need(architecture.psumBits <= 16, "psumBits is \(architecture.psumBits); psums of 16-bit layers have 16 or fewer")
    need(
      layer.productShift == 0 || architecture.productShift,
      "it shifts products by \(layer.productShift); the architecture has productShift off")
    need((0...31).contains(layer.productShift), "it shifts products by \(layer.productShift); 0 to 31 is possible")
    return problems
  }

  private static func range(_ layer: FixedPointConvolution, _ architecture: Architecture) -> OutputRange {
    let limit = 1 << (architecture.psumBits - 1)
    return OutputRange(zero: 0, minimum: layer.appliesReLU ? 0 : -limit, maximum: limit - 1)
  }
}

/// Constants with which a sum wraps at `psumBits` rather than at 32 bits: shifted up to the top, where the upper bits
/// fall off, and down again by the multiplication.
private func wrapping(_ bias: Int16, _ architecture: Architecture) -> ChannelConstants {
  ChannelConstants(
    bias: Int(bias), significand: 1 << (architecture.psumBits - 1), shift: 32 - architecture.psumBits)
}
