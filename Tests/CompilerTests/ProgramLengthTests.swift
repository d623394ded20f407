import Accelerator
import Compiler
import Golden
import Network
import TestSupport
import Testing

@testable import Mapping

/// The length of programs as the mapper states it, against what the compiler writes.
@Suite struct ProgramLengthTests {
  @Test func lengthsOfRandomLayersAreThoseOfTheirPrograms() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var (compared, refilled, interleaved) = (0, 0, 0)
    for _ in 0..<60 {
      let architecture = Self.architecture(&generator)
      guard (try? architecture.validatedForAccelerator()) != nil, let layer = Self.layer(&generator) else { continue }
      let compression = architecture.compression ? CompressionChoice.allCases.randomElement(using: &generator)! : .none
      for objective in [Objective.balanced, .cycles, .dramTraffic] {
        let search = MappingSearch(architecture, within: .accelerator, objective: objective)
        guard let schedule = try? search.solution(for: layer).schedule else { continue }
        let network = try Compiler(architecture, compression: compression).compile(
          Self.fixedPoint(layer, &generator), schedule: schedule)
        let step = try #require(network.steps[0].layer)
        let maps = Self.maps(layer, network, architecture)
        let length = ProgramLength(
          schedule, maps, step.constants, targets: IfmapDelivery(schedule.mapping, architecture).targets, architecture)
        try #require(
          length.instructions == network.instructions.count,
          "seed \(seed): \(layer) with \(schedule) on \(architecture), \(compression)")
        #expect(
          network.instructions.allSatisfy { instruction in
            guard case .table(let table, let entry, _) = instruction, table == .bias else { return true }
            return entry < architecture.channelTable
          }, "seed \(seed): \(schedule) writes beyond the channel tables")
        #expect(Self.least(schedule, maps, architecture) <= length.instructions, "seed \(seed)")
        let counts = AccessCounts(schedule, of: layer, constants: step.constants, architecture)
        if compression == .none {
          #expect(counts[.programBeats] == network.counts.total[.programBeats], "seed \(seed)")
        }
        compared += 1
        refilled += schedule.mapping.layer.outputChannels > architecture.channelTable ? 1 : 0
        interleaved += schedule.interleavesFilters ? 1 : 0
      }
    }
    #expect(compared > 50 && refilled > 5 && interleaved > 0, "seed \(seed): \(compared), \(refilled), \(interleaved)")
  }

  /// The mapping with the fewest cycles has 8,192 passes and a program of tens of thousands of instructions for 0.7 % less.
  @Test func aFullyConnectedLayerHasAShortProgram() throws {
    let layer = try LayerShape.fullyConnected(batch: 1, inputs: 1024, outputs: 1024)
    let solution = try MappingSearch(.edge, within: .accelerator, objective: .balanced).solution(for: layer)
    #expect(solution.schedule.passRuns < 100)
    #expect(solution.counts[.programBeats] * Architecture.edge.beatBytes < 5000 * 8)
  }

  /// Steps share the program among them.
  @Test func stepsHaveTheirPartOfTheProgram() throws {
    let network = try Compiler(.edge).compile(Graph(tfliteFileAt: Workloads.path("digits", "model.tflite")))
    let counts = network.counts
    let beats = Program.beats(instructions: network.instructions.count, beatBytes: Architecture.edge.beatBytes)
    #expect(counts.total[.programBeats] == beats)
    #expect(counts.steps.allSatisfy { $0[.programBeats] >= 0 })
    let ahead = Program.beats(instructions: 0, beatBytes: Architecture.edge.beatBytes)
    let steps = counts.steps.reduce(0) { $0 + $1[.programBeats] }
    #expect(steps == beats - ahead || steps == beats - ahead - Program.blockBytes / Architecture.edge.beatBytes)
  }

  private static func least(_ schedule: Schedule, _ maps: LayerMaps, _ architecture: Architecture) -> Int {
    let mapping = schedule.mapping
    return ProgramLength.least(
      setup: ProgramLength.setup(
        mapping, targets: mapping.ifmapTargets, waits: mapping.accumulatingPasses > 1, architecture),
      passRuns: schedule.passRuns, hasSeveralPasses: mapping.passes > 1, maps, mapping.layer, architecture)
  }

  /// As they lie in the memory map.
  private static func maps(_ layer: LayerShape, _ network: CompiledNetwork, _ architecture: Architecture) -> LayerMaps {
    let raw = LayerMaps(layer, architecture)
    func code(_ place: MemoryMap.TensorPlace) -> MapCode {
      switch place.compression?.format {
      case nil: .raw
      case .bitmap: MapCode(format: .bitmap, share: 1)
      case .runLength: MapCode(format: .runLength, share: 1)
      }
    }
    var (input, output) = (raw.input, raw.output)
    (input.code, output.code) = (code(network.memoryMap.input), code(network.memoryMap.output))
    return LayerMaps(
      input: input, output: output, samplePitch: raw.samplePitch, takesRows: true, loadsInput: true, storesOutput: true,
      architecture)
  }

  /// Small buffers and small channel tables, so that layers are cut in all ways.
  private static func architecture(_ generator: inout SeededGenerator) -> Architecture {
    var architecture = Architecture.eyeriss
    architecture.rows = Int.random(in: 2...7, using: &generator)
    architecture.columns = Int.random(in: 2...7, using: &generator)
    architecture.ifmapBusWords = [1, 2, 4].randomElement(using: &generator)!
    architecture.psumBusWords = [1, 2, 4].randomElement(using: &generator)!
    architecture.bufferBanks = Int.random(in: 4...16, using: &generator)
    architecture.bufferDepth = [16, 64, 256].randomElement(using: &generator)!
    architecture.channelTable = [16, 32, 512].randomElement(using: &generator)!
    return architecture
  }

  private static func layer(_ generator: inout SeededGenerator) -> LayerShape? {
    let filter = [1, 3, 5].randomElement(using: &generator)!
    let around = filter / 2
    let groups = [1, 1, 1, 2, 8].randomElement(using: &generator)!
    let size = Int.random(in: 1...14, using: &generator)
    return try? LayerShape(
      batch: [1, 1, 2, 4].randomElement(using: &generator)!,
      outputChannels: groups * Int.random(in: 1...60 / groups, using: &generator),
      inputChannels: groups * Int.random(in: 1...60 / groups, using: &generator), inputHeight: size, inputWidth: size,
      filterHeight: filter, filterWidth: filter, stride: SpatialStep(Int.random(in: 1...2, using: &generator)),
      padding: Padding(top: around, bottom: around, left: around, right: around), groups: groups)
  }

  private static func fixedPoint(_ layer: LayerShape, _ generator: inout SeededGenerator) -> FixedPointConvolution {
    FixedPointConvolution(
      name: "layer", shape: layer,
      weights: Tensor<Int16>(
        shape: layer.weightShape, elements: Array(repeating: 1, count: layer.weightShape.reduce(1, *))),
      bias: (0..<layer.outputChannels).map { _ in Int16.random(in: -99...99, using: &generator) }, productShift: 0,
      appliesReLU: false)
  }
}
