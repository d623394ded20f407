import Accelerator
import Mapping
import Network

/// Plans a network, lays out DRAM, and writes the program.
struct Assembly {
  private let network: LoweredNetwork
  private let architecture: Architecture
  private let plans: [StepPlan]
  private var memory: [StorageID: MapPlace] = [:]
  private var weights: [Int: (offset: Int, packed: PackedWeights)] = [:]
  private var regions: [MemoryMap.Region] = []
  private var segments: [CompiledNetwork.Segment] = []
  private var layout = MemoryLayout()

  /// - Parameters:
  ///   - kept: maps that go to DRAM in any case.
  ///   - samples: the bytes of maps in sample data.
  ///   - schedules: of the layers.
  init(
    _ network: LoweredNetwork, _ architecture: Architecture, kept: [StorageID], _ compression: CompressionChoice,
    samples: [StorageID: [UInt8]], schedules: ScheduleCache
  ) throws(CompilerError) {
    (self.network, self.architecture) = (network, architecture)
    let (plans, passing) = try BufferPlanner(network, architecture, schedules).plan()
    self.plans = plans
    placeWeights()
    placeMaps(
      passing.union(kept), CompressionPlan(compression, network, plans, samples: samples, architecture))
  }

  private mutating func placeWeights() {
    for (index, step) in network.steps.enumerated() {
      guard case .linear(let work) = step.work else { continue }
      let packed = PackedWeights(plans[index].program!, work.weights, architecture)
      let offset = place(packed.bytes.count, .weights, step.name)
      weights[index] = (offset, packed)
      segments.append(CompiledNetwork.Segment(offset: offset, bytes: packed.bytes))
    }
  }

  /// The input, constants that are used; then the output and what does not stay in the buffer, so that one window
  /// holds all that is written.
  private mutating func placeMaps(_ stored: Set<StorageID>, _ plan: CompressionPlan) {
    let used = Set(network.steps.flatMap(\.inputs))
    for (id, storage) in network.storages.enumerated() {
      switch storage.origin {
      case .input:
        guard id == network.input || network.inputCopies.contains(id) else { continue }
        place(id, .input, plan)
      case .constant(let elements):
        guard used.contains(id) else { continue }
        let place = place(id, .constant, plan)
        segments += place.segments(storage.map.packed(elements, zeroPoint: storage.zeroPoint), storage.zeroPoint)
      case .step: break
      }
    }
    for (id, storage) in network.storages.enumerated() {
      guard case .step = storage.origin, id == network.output || stored.contains(id) else { continue }
      place(id, id == network.output ? .output : .map, plan)
    }
  }

  @discardableResult
  private mutating func place(
    _ id: StorageID, _ content: MemoryMap.Region.Content, _ plan: CompressionPlan
  ) -> MapPlace {
    let storage = network.storages[id]
    let compression = plan.compression(of: id)
    let offset = place(compression?.bytes ?? storage.map.bytes, content, storage.name)
    memory[id] = MapPlace(offset: offset, compression: compression)
    return memory[id]!
  }

  private mutating func place(
    _ bytes: Int, _ content: MemoryMap.Region.Content, _ name: String, alignment: Int = MemoryLayout.alignment
  ) -> Int {
    let offset = layout.place(bytes, alignment: alignment)
    regions.append(
      MemoryMap.Region(
        name: name, content: content, offset: offset, bytes: bytes, isWritten: content == .map || content == .output))
    return offset
  }

  /// The finished network.
  func compiled(
    name: String, _ tensors: [NamedTensor], output: NamedTensor, _ storages: [TensorID: StorageID],
    _ hostOperators: [Operator]
  ) throws(CompilerError) -> CompiledNetwork {
    var emitter = Emitter(network, architecture, memory: memory, weights: weights)
    emitter.emit(plans)
    guard emitter.writer.problems.isEmpty else {
      throw CompilerError(problems: emitter.writer.problems.map { "\(name): \($0)" })
    }
    let instructions = emitter.writer.instructions
    // Blocks are fetched ahead of the end.
    let bytes =
      (8 * instructions.count).rounded(upToMultipleOf: Program.blockBytes)
      + Program.blocksAhead * Program.blockBytes
    var result = self
    let start = result.place(bytes, .program, name, alignment: Program.blockBytes)
    var words = instructions.flatMap(\.bytes)
    words += repeatElement(0, count: bytes - words.count)
    result.segments.append(CompiledNetwork.Segment(offset: start, bytes: words))
    // `HostRegister.memorySize` has 32 bits.
    let limit = Int(UInt32.max)
    guard result.layout.size <= limit else {
      throw CompilerError(problems: ["\(name): it needs \(result.layout.size) bytes of DRAM; \(limit) can be addressed"]
      )
    }
    func place(_ tensor: NamedTensor, in layout: StorageID? = nil) -> MemoryMap.TensorPlace? {
      guard let storage = layout ?? storages[tensor.id], let place = memory[storage] else { return nil }
      return MemoryMap.TensorPlace(
        name: tensor.name, operatorIndex: tensor.operatorIndex, shape: tensor.shape,
        map: network.storages[storage].map, zeroPoint: network.storages[storage].zeroPoint, offset: place.offset,
        compression: place.compression)
    }
    return CompiledNetwork(
      name: name, architecture: architecture,
      memoryMap: MemoryMap(
        size: result.layout.size, programOffset: start,
        regions: result.regions.sorted { $0.offset < $1.offset }, input: place(tensors[0], in: network.input)!,
        inputCopies: network.inputCopies.map { place(tensors[0], in: $0)! }, output: place(output)!,
        tensors: tensors.compactMap { place($0) }),
      image: result.segments.sorted { $0.offset < $1.offset }, instructions: instructions,
      hostOperators: hostOperators, steps: steps(emitter), headings: emitter.writer.headings)
  }

  /// Each step with its part of the program: from its heading to the next one.
  private func steps(_ emitter: Emitter) -> [CompiledStep] {
    let headings = emitter.writer.headings
    return network.steps.enumerated().map { index, step in
      var layer: CompiledStep.Layer?
      if case .linear(let work) = step.work, let program = plans[index].program {
        layer = CompiledStep.Layer(
          mapping: program.mapping, cycles: plans[index].cost!.cycles, schedule: plans[index].schedule!,
          maps: plans[index].maps!, constants: work.constantKinds, zeroPoint: work.inputZero,
          samples: work.samples.count,
          tiles: emitter.tiles[index] ?? [],
          counts: LayerCounts(program, outputChannels: work.channels.count, architecture))
      }
      return CompiledStep(
        name: step.name, operatorIndex: step.operatorIndex,
        instructions: headings[index].index..<headings[index + 1].index, layer: layer)
    }
  }
}
