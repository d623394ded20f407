import Accelerator
import CoSimulation
import Compiler
import Foundation
import Golden
import Network
import TestSupport
import Testing

/// Feature maps that lie in DRAM compressed: whole networks, every tensor over the bus.
@Suite struct CompressionTests {
  static let formats = CompressionChoice.allCases.filter { $0 != .none }

  /// Maps that are one chunk each.
  @Test(arguments: ["digits", "resnet8_cifar10", "dscnn_kws"], formats)
  func everyTensorIsTheGoldenModels(name: String, compression: CompressionChoice) throws {
    guard Workloads.isAvailable(name) else {
      print("skipped: \(Workloads.reasonForSkipping(name))")
      return
    }
    try Self.compare(name, .edge, compression, [.fast, .slow])
  }

  /// `tiny` with the units, and a buffer in which no map has room: rows come and go, with overlaps.
  @Test(.enabled(if: Workloads.isAvailable("digits")), arguments: formats)
  func rowsComeAndGo(compression: CompressionChoice) throws {
    var architecture = Architecture.tiny
    (architecture.bufferBanks, architecture.bufferDepth, architecture.compression) = (3, 128, true)
    let network = try Self.compare("digits", architecture, compression, [.fast, .slow])
    #expect(compression == .automatic || network.memoryMap.tensors.contains { ($0.compression?.chunks ?? 0) > 1 })
  }

  /// What the hardware wrote is what the golden codec writes, to the byte; and its own counters say as much.
  @Test(arguments: ["resnet8_cifar10", "dscnn_kws"], [CompressionChoice.runLength, .bitmap])
  func sizesAreTheGoldenCodecs(name: String, compression: CompressionChoice) throws {
    guard Workloads.isAvailable(name) else {
      print("skipped: \(Workloads.reasonForSkipping(name))")
      return
    }
    let (graph, input) = try Self.workload(name)
    let network = try Compiler(.edge, keepsTensors: true, compression: compression).compile(graph)
    let run = try AcceleratorRun(network, try AcceleratorModel(.edge))
    let inference = try run.infer(input)
    var compared = 0
    for step in try GoldenModel(graph).run(input).steps where step.output.shape.count == 4 {
      guard let place = network.memoryMap.tensors.first(where: { $0.operatorIndex == step.operation.index }) else {
        continue
      }
      #expect(run.writtenBytes(of: place) == place.storedBytes(step.output.elements), "\(step.operation.name)")
      compared += 1
    }
    #expect(compared >= 10)
    // Tensors that differ in shape alone lie at one place.
    let places = Dictionary(grouping: network.memoryMap.tensors.dropFirst()) { $0.offset }.values.map { $0[0] }
    #expect(inference.counters[.storeBeats]! * 16 == places.reduce(0) { $0 + run.writtenBytes(of: $1) })
    // Rows of the input that two tiles need come twice, if it comes in rows.
    let (loaded, stored) = (inference.counters[.loadBeats]! * 16, network.memoryMap.input.storedBytes(input.elements))
    let isWhole = network.memoryMap.input.compression?.chunks == 1
    #expect(isWhole ? loaded == stored : stored < loaded && loaded < 2 * stored, "\(loaded) of \(stored) bytes")
  }

  /// A header of 0, one of too many beats, and a broken code stop the program.
  @Test(.enabled(if: Workloads.isAvailable("digits"))) func corruptMapsStopTheProgram() throws {
    let (graph, input) = try Self.workload("digits")
    let network = try Compiler(.edge, keepsTensors: true, compression: .bitmap).compile(graph)
    let map = network.memoryMap
    let model = try AcceleratorModel(.edge)
    let good = network.inputSegments(input.elements)
    let beat = Architecture.edge.beatBytes
    func outcome(_ bytes: [UInt8], at offset: Int) throws -> AcceleratorSession.Outcome {
      let session = try AcceleratorSession(model, memoryBytes: map.size)
      for segment in network.image + good { session.write(segment.bytes, at: segment.offset) }
      session.write(bytes, at: map.input.offset + offset)
      session.allow(0..<map.size, writes: false)
      let written = map.regions.filter(\.isWritten)
      let writes = written.first!.offset..<written.last!.offset + written.last!.bytes
      session.allow(writes, writes: true)
      return try session.run(program: map.programOffset, memorySize: map.size, writes: writes)
    }
    #expect(try outcome([], at: 0) == .finished)
    let beats = good[0].bytes.count / beat - 1
    for header in [0, beats - 1, beats + 1, map.input.bytes / beat, 0xFFFF] {
      // Whatever the code reaches, it has been written.
      let padding = [UInt8](repeating: 0, count: map.input.bytes - good[0].bytes.count)
      let bytes = [UInt8(header & 0xFF), UInt8(header >> 8)] + good[0].bytes[2...] + padding
      guard case .stopped(.compressedData, _) = try outcome(bytes, at: 0) else {
        Issue.record("a header of \(header) instead of \(beats)")
        continue
      }
    }
    // A first mask with other bits: the code ends too early.
    guard case .stopped(.compressedData, _) = try outcome([0xFF, 0xFF, 0xFF], at: good[0].bytes.count - beat) else {
      Issue.record("a broken code")
      return
    }
  }

  /// Hardware without the units does not take a compressed map for a raw one.
  @Test(.enabled(if: Workloads.isAvailable("digits"))) func formatsThatAreNotThereStopTheProgram() throws {
    let (graph, input) = try Self.workload("digits")
    let network = try Compiler(.tiny, keepsTensors: true).compile(graph)
    let map = network.memoryMap
    let model = try AcceleratorModel(.tiny)
    for register in [ProgramRegister.loadFormat, .storeFormat] {
      let index = try #require(network.instructions.firstIndex(of: .set(register, 0)))
      let session = try AcceleratorSession(model, memoryBytes: map.size)
      for segment in network.image + network.inputSegments(input.elements) {
        session.write(segment.bytes, at: segment.offset)
      }
      let word = Instruction.set(register, FeatureMapFormat.bitmap.rawValue).encoded
      session.write((0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }, at: map.programOffset + 8 * index)
      session.allow(0..<map.size, writes: false)
      let written = map.regions.filter(\.isWritten)
      let writes = written.first!.offset..<written.last!.offset + written.last!.bytes
      session.allow(writes, writes: true)
      let outcome = try session.run(program: map.programOffset, memorySize: map.size, writes: writes)
      #expect(outcome == .stopped(.argument, instruction: index))
    }
    #expect(throws: ArchitectureError.self) { try Compiler(.tiny, compression: .bitmap) }
  }

  /// 16 bits with the paper's format, on a smaller array than the chip's and a buffer that takes a part of the maps.
  @Test(arguments: [CompressionChoice.runLength, .bitmap, .automatic])
  func convolutionOf16Bits(compression: CompressionChoice) throws {
    var architecture = Architecture.eyeriss
    (architecture.rows, architecture.columns) = (4, 5)
    (architecture.bufferBanks, architecture.bufferDepth) = (5, 128)
    let shape = try LayerShape(
      outputChannels: 8, inputChannels: 8, inputHeight: 23, inputWidth: 19, filterHeight: 3, filterWidth: 3)
    var generator = SeededGenerator(seed: 3)
    func tensor(_ shape: [Int], zeros: Double) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Double.random(in: 0..<1, using: &generator) < zeros ? 0 : Int16.random(in: -2048...2047, using: &generator)
        })
    }
    let (input, weights) = (tensor(shape.inputShape, zeros: 0.6), tensor(shape.weightShape, zeros: 0))
    let bias = (0..<8).map { _ in Int16.random(in: -2048...2047, using: &generator) }
    let network = try Compiler(architecture, compression: compression).compile(
      FixedPointConvolution(
        name: "convolution", shape: shape, weights: weights, bias: bias, productShift: 12, appliesReLU: true))
    #expect(network.memoryMap.output.compression != nil)
    let run = try AcceleratorRun(network, try AcceleratorModel(architecture), timing: .slow)
    let inference = try run.infer(input)
    let golden = FixedPointLayer(
      shape: shape, weights: weights, bias: bias, arithmetic: .fixedPoint16(productShift: 12), appliesReLU: true)
    #expect(inference.output == golden.outputs(sums: golden.sums(input)))
  }

  private static func workload(_ name: String) throws -> (Graph, Tensor<Int8>) {
    let graph = try Graph(tfliteFileAt: Workloads.path(name, "model.tflite"))
    return (graph, try Tensor<Int8>(npyFileAt: Workloads.path(name, "inputs/real_inputs.npy")).rows(0..<1))
  }

  @discardableResult
  private static func compare(
    _ name: String, _ architecture: Architecture, _ compression: CompressionChoice, _ timings: [MemoryTiming]
  ) throws -> CompiledNetwork {
    let (graph, input) = try workload(name)
    let network = try Compiler(architecture, keepsTensors: true, compression: compression).compile(graph)
    let model = try AcceleratorModel(architecture)
    let expected = try GoldenModel(graph).run(input)
    for timing in timings {
      let inference = try AcceleratorRun(network, model, timing: timing).infer(input)
      var compared = 0
      for step in expected.steps {
        guard let found = inference.tensors[step.operation.index] else { continue }
        let wrong = zip(found.elements, step.output.elements).count { $0 != $1 }
        #expect(wrong == 0, "operator \(step.operation.index) (\(step.operation.name)): \(wrong) of \(found.count)")
        compared += 1
      }
      #expect(compared == expected.steps.count - network.hostOperators.count)
      print(name, compression, inference.counters[.cycles]!, "cycles")
    }
    return network
  }
}
