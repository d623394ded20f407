import Accelerator
import Compiler
import Golden
import HardwareSimulation
import Network

/// Inferences of a compiled network on a simulated accelerator.
public struct AcceleratorRun {
  /// What runs; it was compiled for the architecture of the model.
  public let network: CompiledNetwork
  /// The simulated hardware with its memory, which keeps its state from one inference to the next.
  public let session: AcceleratorSession
  let timing: MemoryTiming
  /// How long an inference takes, about.
  public let estimate: ProgramEstimate

  /// What one inference gave.
  public struct Inference<Element: TensorElement & FixedWidthInteger & Sendable>: Sendable {
    /// The output of each operator that is in DRAM at the end, as the hardware wrote it, by the operator's index.
    public let tensors: [Int: Tensor<Element>]
    /// The network's output as the hardware wrote it, before what is left to the host.
    public let output: Tensor<Element>
    /// What each counter said at the end of the program.
    public let counters: [PerformanceCounter: Int]
    /// How those went up that were to be read meanwhile; nil where there were none.
    public let timeline: CounterTimeline?
    /// What each step of the network added to the counters; nil where that was not asked for.
    public let steps: [[PerformanceCounter: Int]]?
  }

  /// Loads program, weights and constants, and allows the accesses of the memory map, no others.
  ///
  /// - Parameters:
  ///   - initialState: what registers and memories begin with.
  ///   - trace: the waveforms to write; the model must have been made for them.
  public init(
    _ network: CompiledNetwork, _ model: AcceleratorModel, timing: MemoryTiming = .fast, checksAssertions: Bool = true,
    initialState: InitialState = .ofProcess, trace: ProgramTrace? = nil
  ) throws {
    (self.network, self.timing) = (network, timing)
    estimate = ProgramEstimate(network, timing)
    session = try AcceleratorSession(
      model, memoryBytes: network.memoryMap.size, timing: timing, checksAssertions: checksAssertions,
      initialState: initialState, trace: trace)
    for segment in network.image { session.write(segment.bytes, at: segment.offset) }
    for region in network.memoryMap.regions where region.bytes > 0 {
      let range = region.offset..<region.offset + region.bytes
      session.allow(range, writes: false)
      if region.isWritten { session.allow(range, writes: true) }
    }
  }

  /// The offsets that hold all that the program writes.
  private var writes: Range<Int> {
    let written = network.memoryMap.regions.filter(\.isWritten)
    guard let first = written.first, let last = written.last else { return 0..<0 }
    return first.offset..<last.offset + last.bytes
  }

  /// - Parameters:
  ///   - watched: counters that are read while the program runs. That changes nothing of the run.
  ///   - countsSteps: whether what each step of the network adds to the counters is read meanwhile, which changes nothing
  ///     either.
  ///   - limit: cycles after which the run is given up; nil for many times what it is expected to take.
  ///   - progress: called now and then.
  /// - Throws: `RunError`, also where the hardware stopped the program.
  public func infer<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ input: Tensor<Element>, watching watched: [PerformanceCounter] = [], countsSteps: Bool = false, limit: Int? = nil,
    progress: (RunProgress) -> Void = { _ in }
  ) throws -> Inference<Element> {
    var sampler = watched.isEmpty ? nil : CounterSampler(watched)
    let steps = countsSteps ? StepCounters(network) : nil
    if let steps { session.watch(steps) }
    try execute(input, limit: limit, sampler: &sampler, progress: progress)
    let map = network.memoryMap
    var tensors: [Int: Tensor<Element>] = [:]
    for place in map.tensors { if let index = place.operatorIndex { tensors[index] = try read(place) } }
    let counters = try session.counters()
    return Inference(
      tensors: tensors, output: try read(map.output), counters: counters,
      timeline: sampler?.timeline(final: counters),
      steps: try steps.map { try session.stepCounters($0, final: counters) })
  }

  /// Runs the program that stands in memory.
  func execute<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ input: Tensor<Element>, limit: Int? = nil, sampler: inout CounterSampler?,
    progress: (RunProgress) -> Void = { _ in }
  ) throws {
    let map = network.memoryMap
    for place in map.inputPlaces { session.forget(place.bytes, at: place.offset) }
    for segment in network.inputSegments(input.elements) { session.write(segment.bytes, at: segment.offset) }
    for region in map.regions where region.isWritten { session.forget(region.bytes, at: region.offset) }
    let outcome = try session.run(
      program: map.programOffset, memorySize: map.size, writes: writes, limit: limit ?? estimate.limit,
      sampler: &sampler
    ) { cycles, instructions in
      progress(RunProgress(cycles: cycles, share: estimate.share(instructions: instructions)))
    }
    if case .stopped(let error, let instruction) = outcome {
      let isThere = network.instructions.indices.contains(instruction)
      let text = isThere ? "\(network.instructions[instruction])" : "none"
      throw RunError.stopped("\(error) at instruction \(instruction), \(text)")
    }
  }

  /// Bytes that have gone over the bus into a tensor's region since the last inference began.
  public func writtenBytes(of place: MemoryMap.TensorPlace) -> Int {
    let beat = network.architecture.beatBytes
    return stride(from: place.offset, to: place.offset + place.bytes, by: beat).count {
      session.wasWritten(beat, at: $0)
    }
      * beat
  }

  private func read<Element: TensorElement & FixedWidthInteger>(
    _ place: MemoryMap.TensorPlace
  ) throws -> Tensor<Element> {
    let bytes = session.read(place.bytes, at: place.offset)
    do {
      for range in try place.compression?.written(bytes) ?? [0..<place.bytes] {
        guard session.wasWritten(range.count, at: place.offset + range.lowerBound) else {
          throw RunError.stopped("it ended without writing \(place.name)")
        }
      }
      return try network.tensor(place, bytes)
    } catch let error as ChunkError {
      throw RunError.stopped("\(place.name) is no compressed feature map: \(error)")
    }
  }
}
