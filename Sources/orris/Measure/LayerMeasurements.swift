import Accelerator
import CoSimulation
import Compiler
import Foundation
import Golden
import Hardware
import Mapping
import Network
import TextFiles

/// Predicts what layers take, from DRAM to DRAM, and simulates them in RTL with random data, as many at a time as there
/// are cores.
///
/// Layers that are alike are simulated once.
///
/// Where activations and weights have 16 bits, a layer is one in fixed point with ReLU, else an int8 convolution.
struct LayerMeasurements: Sendable {
  let architecture: Architecture
  var timing = MemoryTiming.fast
  /// What the best mappings are best in.
  var preference = MappingPreference()
  var compression = CompressionChoice.none
  /// The share of zeros in every input; nil for that of the table, or four tenths.
  var zeros: Double?
  /// Mappings that are given by hand, by the names of layers; the others have the best.
  var mappings: [String: HandMapping] = [:]
  /// The most cycles that a layer may be predicted to take to be simulated; nil for any number.
  var longest: Int?
  /// Where measurements are kept; nil for nowhere.
  var log: MeasurementLog?

  private struct Job: Hashable {
    let shape: LayerShape
    let hand: HandMapping?
    /// In the maps, where they are compressed.
    let zeros: MapZeros?
  }

  private func job(_ layer: NamedLayer) -> Job {
    Job(shape: layer.shape, hand: mappings[layer.name], zeros: compression == .none ? nil : MapZeros(layer))
  }

  /// - Parameter simulates: whether a layer is simulated, too.
  /// - Throws: `CommandFailure` with every layer that has no mapping, or what stopped a simulation.
  func rows(_ layers: [NamedLayer], simulates: (NamedLayer) -> Bool = { _ in true }) async throws -> [LayerRow] {
    let schedules = try await schedules(layers)
    var jobs: [(job: Job, layer: NamedLayer)] = []
    for layer in layers where simulates(layer) {
      let job = job(layer)
      if let longest, cycles(schedules[job]!, job) > longest { continue }
      if !jobs.contains(where: { $0.job == job }) { jobs.append((job, layer)) }
    }
    // The longest first, so that cores end together.
    jobs.sort { $0.job.shape.macs > $1.job.shape.macs }
    let results = try simulate(jobs.map { ($0.layer, schedules[$0.job]!) })
    let measured = Dictionary(uniqueKeysWithValues: zip(jobs.map(\.job), results))
    return layers.map { layer in
      let job = job(layer)
      let schedule = schedules[job]!
      return LayerRow(
        layer: layer.name, macs: layer.shape.macs, mapping: ScheduleLetters(schedule),
        predicted: LayerFigures(
          cycles: cycles(schedule, job), AccessCounts(schedule, of: layer.shape, zeros: job.zeros, architecture),
          schedule.mapping, architecture),
        measured: measured[job])
    }
  }

  private func cycles(_ schedule: Schedule, _ job: Job) -> Int {
    LayerCost(schedule, architecture, maps: LayerMaps(job.shape, zeros: job.zeros, architecture)).cycles.total
  }

  private func schedules(_ layers: [NamedLayer]) async throws(CommandFailure) -> [Job: Schedule] {
    let search = MappingSearch(architecture, within: .accelerator, preference)
    var (schedules, problems): ([Job: Schedule], [String]) = ([:], [])
    let searched = layers.filter { mappings[$0.name] == nil }
    for layer in layers {
      guard let hand = mappings[layer.name] else { continue }
      do throws(MappingError) {
        schedules[job(layer)] = try search.schedule(hand, for: layer.shape)
      } catch {
        problems.append("layer \(layer.name), the mapping that was given: \(error)")
      }
    }
    let tasks = searched.map { MappingSearch.Task($0.shape, zeros: job($0).zeros) }
    let progress = Progress("mapping", total: max(1, Set(tasks).count))
    let results = await search.solutions(for: tasks) { done, _ in progress.update(done) }
    progress.finish()
    for (layer, result) in zip(searched, results) {
      switch result {
      case .success(let solution): schedules[job(layer)] = solution.schedule
      case .failure(let error): problems.append("layer \(layer.name): \(error)")
      }
    }
    guard problems.isEmpty else { throw CommandFailure(.badInput, listed(problems)) }
    return schedules
  }

  private func simulate(_ jobs: [(layer: NamedLayer, schedule: Schedule)]) throws -> [LayerMeasurement] {
    guard !jobs.isEmpty else { return [] }
    let model = LazyModel(architecture, hasLog: log != nil)
    return try ParallelSimulations.run(jobs.count, title: "measuring") { index, progress in
      let zeros = zeros ?? jobs[index].layer.zeros ?? 0.4
      return try simulate(jobs[index].layer.shape, zeros: zeros, jobs[index].schedule, model, progress)
    }
  }

  private func simulate(
    _ shape: LayerShape, zeros: Double, _ schedule: Schedule, _ model: LazyModel, _ progress: (RunProgress) -> Void
  ) throws -> LayerMeasurement {
    let compiler = try Compiler(architecture, compression: compression)
    if architecture.activationBits == 16 && architecture.weightBits == 16 {
      let random = RandomConvolution(shape, for: architecture, zeros: zeros, seed: 1)
      let network = try compiler.compile(random.layer, schedule: schedule)
      return try simulate(network, random.input, schedule, shape, model, progress) { random.output }
    }
    let random = RandomLayer(shape, zeros: zeros, seed: 1, inputZero: architecture.zeroPoint ? 5 : 0)
    let network = try compiler.compile(random.graph, schedule: schedule)
    return try simulate(network, random.input, schedule, shape, model, progress) {
      try GoldenModel(random.graph).run(random.input).output
    }
  }

  private func simulate<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ network: CompiledNetwork, _ input: Tensor<Element>, _ schedule: Schedule, _ shape: LayerShape, _ model: LazyModel,
    _ progress: (RunProgress) -> Void, expected: () throws -> Tensor<Element>
  ) throws -> LayerMeasurement {
    let key = try log.map { _ in try model.key(network, input, timing) }
    if let key, var known = log?.known[key] {
      known.isFromLog = true
      return known
    }
    let run = try AcceleratorRun(network, try model.value(), timing: timing, initialState: timing.initialState)
    let start = ContinuousClock.now
    let inference = try run.infer(input, progress: progress)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let counts = AccessCounts(inference.counters)
    let measurement = LayerMeasurement(
      figures: LayerFigures(cycles: counts[.cycles], counts, schedule.mapping, architecture),
      seconds: (seconds * 10).rounded() / 10, isEqual: inference.output == (try expected()),
      differences: differences(network, input, inference.counters, schedule, shape))
    if let key { try log?.append(key, measurement) }
    return measurement
  }

  /// Of the counters from those of the program with this input, and of the accesses to the buffer and to DRAM from the cost
  /// model.
  private func differences<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ network: CompiledNetwork, _ input: Tensor<Element>, _ counters: [PerformanceCounter: Int], _ schedule: Schedule,
    _ shape: LayerShape
  ) -> [String] {
    var unpredicted = network.unpredictedCounters
    // A compressed map comes and goes by commands of their own for its rows, and the model is of raw ones.
    if !unpredicted.isEmpty { unpredicted.insert(.programBeats) }
    let program = network.counts(operands: [0: input.elements]).total.differences(
      from: counters, except: network.unpredictedCounters)
    let levels: [PerformanceCounter] = [
      .ifmapReads, .psumReads, .psumWrites, .ofmapWrites, .loadWrites, .storeReads, .filterBeats, .loadBeats,
      .storeBeats,
      .programBeats,
    ]
    let accesses = counters.filter { levels.contains($0.key) }
    let model = AccessCounts(schedule, of: shape, constants: network.steps[0].layer?.constants, architecture)
    return program + model.differences(from: accesses, except: unpredicted).map { "cost model: \($0)" }
  }
}
