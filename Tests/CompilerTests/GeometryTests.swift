import Accelerator
import Compiler
import Foundation
import Golden
import Network
import TestSupport
import Testing

/// Layers whose extents, steps and padding lie around the limits of the program's registers: each is refused, with the
/// operator named, or computed right; never computed wrong.
///
/// `ProgramModel` cuts values off as the hardware does, so it notices what the compiler lets through.
@Suite struct GeometryTests {
  /// Rows or columns of a layer.
  private struct Axis {
    let input, window, stride, dilation, before, after: Int

    var output: Int { (input + before + after - (window - 1) * dilation - 1) / stride + 1 }
    var isPossible: Bool { input + before + after > (window - 1) * dilation && (1...3_000).contains(output) }
  }

  private static let large = [
    255, 256, 1_000, 16_383, 32_767, 32_768, 32_769, 40_000, 65_534, 65_535, 65_536, 65_537, 70_000, 131_072, 1 << 20,
  ]

  /// - Parameter most: the largest input that is tried.
  private static func axis(most: Int, _ generator: inout SeededGenerator) -> Axis {
    while true {
      func value(_ chance: Int) -> Int {
        Int.random(in: 0..<100, using: &generator) < chance
          ? max(0, large.randomElement(using: &generator)! + Int.random(in: -1...1, using: &generator))
          : Int.random(in: 0...4, using: &generator)
      }
      let axis = Axis(
        input: min(most, value(40) + 1), window: Int.random(in: 1...3, using: &generator), stride: value(40) + 1,
        dilation: value(40) + 1, before: value(30), after: value(30))
      if axis.isPossible { return axis }
    }
  }

  /// Many channels on one side, few on the other.
  private static func manyChannels(_ generator: inout SeededGenerator) throws -> LayerShape {
    let (many, few) = (
      Int.random(in: 65_000...70_000, using: &generator), Int.random(in: 1...3, using: &generator)
    )
    let takesMany = Bool.random(using: &generator)
    return try LayerShape(
      outputChannels: takesMany ? few : many, inputChannels: takesMany ? many : few, inputHeight: 1,
      inputWidth: Int.random(in: 1...2, using: &generator), filterHeight: 1, filterWidth: 1)
  }

  private static func shape(_ generator: inout SeededGenerator) throws -> LayerShape {
    if Int.random(in: 0..<12, using: &generator) == 0 { return try manyChannels(&generator) }
    while true {
      let rowsAreLarge = Bool.random(using: &generator)
      let rows = axis(most: rowsAreLarge ? 70_000 : 6, &generator)
      let columns = axis(most: rowsAreLarge ? 6 : 70_000, &generator)
      guard rows.output * columns.output <= 5_000, rows.input * columns.input <= 80_000 else { continue }
      return try LayerShape(
        outputChannels: Int.random(in: 1...3, using: &generator),
        inputChannels: Int.random(in: 1...2, using: &generator),
        inputHeight: rows.input, inputWidth: columns.input, filterHeight: rows.window, filterWidth: columns.window,
        stride: SpatialStep(vertical: rows.stride, horizontal: columns.stride),
        dilation: SpatialStep(vertical: rows.dilation, horizontal: columns.dilation),
        padding: Padding(top: rows.before, bottom: rows.after, left: columns.before, right: columns.after))
    }
  }

  private static func graph(_ shape: LayerShape, _ generator: inout SeededGenerator) -> Graph {
    let quantization = Quantization(scale: 0.5, zeroPoint: Int.random(in: -128...127, using: &generator))
    let weights = Tensor<Int8>(
      shape: shape.weightShape,
      elements: (0..<shape.weightShape.reduce(1, *)).map { _ in Int8.random(in: -127...127, using: &generator) })
    let layer = LinearLayer(
      shape: shape, weights: weights,
      bias: (0..<shape.outputChannels).map { _ in Int32.random(in: -1_000...1_000, using: &generator) },
      inputZeroPoint: quantization.zeroPoint,
      requantization: Requantization(
        multipliers: [QuantizedMultiplier(significand: 1 << 30, shift: -6)], zeroPoint: 3, bounds: -128...127))
    return Graph(
      name: "large",
      tensors: [
        GraphTensor(name: "input", shape: shape.inputShape, quantization: quantization),
        GraphTensor(name: "output", shape: shape.outputShape, quantization: Quantization(scale: 0.5, zeroPoint: 3)),
      ],
      operators: [Operator(index: 0, name: "CONV_2D", kind: .convolution(layer), inputs: [0], output: 1)], input: 0,
      output: 1)
  }

  /// A buffer that holds wide and tall maps, and a small one.
  private static let architectures: [Architecture] = {
    var large = Architecture.edge
    (large.bufferDepth, large.bufferBanks) = (65_536, 4)
    var tiny = Architecture.tiny
    tiny.bufferDepth = 8_192
    return [large, tiny, .tiny]
  }()

  /// As many layers as the variable ORRIS_FUZZ_COUNT says, from the seed ORRIS_FUZZ_SEED on; the printed one repeats them.
  @Test func layersAreRefusedOrRight() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["ORRIS_FUZZ_COUNT"].flatMap { Int($0) } ?? 30
    let first = environment["ORRIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1 << 32)
    var (refused, right) = (0, 0)
    for seed in first..<first + UInt64(count) {
      var generator = SeededGenerator(seed: seed)
      let shape = try Self.shape(&generator)
      let graph = Self.graph(shape, &generator)
      let compiler = try Compiler(Self.architectures.randomElement(using: &generator)!)
      let network: CompiledNetwork
      do { network = try compiler.compile(graph) } catch {
        #expect(error.problems.allSatisfy { $0.contains("operator 0 (CONV_2D): ") }, "seed \(seed): \(error)")
        refused += 1
        continue
      }
      let input = Tensor<Int8>(
        shape: shape.inputShape,
        elements: (0..<shape.inputShape.reduce(1, *)).map { _ in Int8.random(in: .min ... .max, using: &generator) })
      let differences = try CompiledRun(network, input: input.elements).differences(from: GoldenModel(graph).run(input))
      #expect(differences == [], "seed \(seed): \(shape)")
      right += 1
    }
    print("\(count) large layers from seed \(first): \(right) computed right, \(refused) refused")
    #expect(count < 20 || (right > count / 10 && refused > count / 10))
  }

  private static func refusal(_ shape: LayerShape) throws -> String? {
    var generator = SeededGenerator(seed: 1)
    var architecture = Architecture.edge
    (architecture.bufferDepth, architecture.bufferBanks) = (65_536, 4)
    let graph = graph(shape, &generator)
    do {
      _ = try Compiler(architecture).compile(graph)
      return nil
    } catch let error as CompilerError { return error.description }
  }

  /// One value on either side of the limit, and what is said about it.
  @Test func theLimitsAreNamed() throws {
    func layer(width: Int, dilation: Int, left: Int) throws -> LayerShape {
      try LayerShape(
        outputChannels: 1, inputChannels: 1, inputHeight: 1, inputWidth: width, filterHeight: 1, filterWidth: 2,
        stride: SpatialStep(vertical: 1, horizontal: 70_000), dilation: SpatialStep(vertical: 1, horizontal: dilation),
        padding: Padding(top: 0, bottom: 0, left: left, right: max(0, dilation + 1 - width - left)))
    }
    #expect(try Self.refusal(layer(width: 65_535, dilation: 65_534, left: 0)) == nil)
    #expect(
      try Self.refusal(layer(width: 65_536, dilation: 5, left: 0))
        == "large: operator 0 (CONV_2D): ifmapColumns would be 65536; 0 to 65535 is possible")
    #expect(try Self.refusal(layer(width: 5, dilation: 65_536, left: 1)) == nil, "from -1 to 65535")
    #expect(
      try Self.refusal(layer(width: 5, dilation: 65_537, left: 1))
        == "large: operator 0 (CONV_2D): from ifmapFirstColumn on it comes by columns -1 to 65536, counted from the first "
        + "one in the buffer; -65531 to 65535 is possible")
    #expect(try Self.refusal(layer(width: 5, dilation: 65_532, left: 65_532))?.contains("columns -65532 to 0") == true)
    #expect(try Self.refusal(layer(width: 5, dilation: 65_531, left: 65_531)) == nil)
  }
}
