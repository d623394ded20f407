import Accelerator
import Foundation
import HardwareSimulation
import Mapping
import Network

/// A simulated array that runs one layer after the other, as the hardware would.
public final class ArraySession {
  /// What is simulated.
  public let model: ArrayModel
  private let bench: UnsafeMutableRawPointer
  private var functions: TestbenchFunctions { model.functions }

  /// Cycles without any movement after which a run is given up.
  private static let patience = 100_000
  /// Passes that are prepared ahead, so that the next one's weights can come in while one computes.
  private static let passesAhead = 2
  /// Cycles from the last MAC to its count.
  private static let counterLatency: Int32 = 16

  /// - Parameters:
  ///   - seed: of the stalls.
  ///   - stallPerMille: how often in a thousand cycles each stream pauses.
  ///   - initialState: what registers and memories begin with.
  public init(
    _ model: ArrayModel, seed: UInt64 = 1, stallPerMille: Int = 0, initialState: InitialState = .ofProcess
  ) throws {
    self.model = model
    bench = model.functions.create(seed, UInt32(stallPerMille), initialState.seed)
    try check(functions.reset(bench))
  }

  deinit { model.functions.destroy(bench) }

  /// Writes waveforms to a file from here on, in the model's format.
  ///
  /// - Throws: `RunError.trace` where the file cannot be written, or the model has no format.
  public func startTrace(_ file: URL) throws {
    guard functions.openTrace(bench, file.path, model.names) != 0 else { throw RunError.trace(file.path) }
  }

  /// Finishes the waveform file, if there is one.
  public func stopTrace() { functions.closeTrace(bench) }

  /// Runs a layer.
  ///
  /// - Parameter progress: called with the passes done and the passes in all.
  /// - Returns: the sums of products without bias, of shape (N, E, F, M), and what it took.
  public func run(
    _ mapping: Mapping, _ data: LayerData, productShift: Int = 0, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> (psums: Tensor<Int64>, counters: ArrayCounters) {
    let program = ArrayProgram(
      mapping, zeroPoint: Int(data.zeroPoint), productShift: productShift, model.architecture)
    if let misfit = program.misfits.first { throw misfit }
    let streams = PassStreams(program, data, model.architecture)
    try configure(program)
    functions.clearCounters(bench)
    let targets = headers(streams.psumTargets)
    let places = streams.collected
    let collected = headers(places)
    defer {
      functions.releaseHeaders(targets)
      functions.releaseHeaders(collected)
    }

    var psums = [Int64](repeating: 0, count: mapping.layer.outputShape.reduce(1, *))
    var finished: [Accumulation] = []
    var passes = 0
    for accumulation in mapping.accumulations {
      let place = functions.accumulation(places.count)
      defer { functions.releaseAccumulation(place) }
      for (index, pass) in accumulation.passes.enumerated() {
        let isLast = index == accumulation.passes.count - 1
        push(pass, streams, (targets, collected, place), isFirst: index == 0, isLast: isLast, mapping)
        try check(functions.run(bench, Self.passesAhead, UInt64(Self.patience)))
        passes += 1
        progress(passes, mapping.passes)
      }
      finished.append(accumulation)
      take(&finished, streams, into: &psums)
    }
    try check(functions.run(bench, 0, UInt64(Self.patience)))
    let counters = try settledCounters()
    take(&finished, streams, into: &psums)
    return (Tensor(shape: mapping.layer.outputShape, elements: psums), counters)
  }

  private func push(
    _ pass: PassIndex, _ streams: PassStreams,
    _ places: (targets: UnsafeMutableRawPointer, collected: UnsafeMutableRawPointer, psums: UnsafeMutableRawPointer),
    isFirst: Bool, isLast: Bool, _ mapping: Mapping
  ) {
    let (ifmap, filter) = (streams.ifmap(pass), streams.filter(pass))
    functions.push(
      bench, ifmap.storage, ifmap.storage.count, filter.storage, filter.storage.count, places.targets,
      places.collected, places.psums, mapping.accumulatingPasses > 1 ? 1 : 0, isFirst ? 1 : 0, isLast ? 1 : 0)
  }

  /// Moves the psums of the accumulations that the hardware has finished into the tensor.
  private func take(_ waiting: inout [Accumulation], _ streams: PassStreams, into psums: inout [Int64]) {
    let words = streams.collected.count * model.architecture.psumBusWords
    let count = functions.resultCount(bench) / words
    guard count > 0 else { return }
    let results = functions.resultWords(bench)
    psums.withUnsafeMutableBufferPointer { psums in
      for index in 0..<count {
        streams.scatter(
          UnsafeBufferPointer(start: results + index * words, count: words), of: waiting[index], into: psums)
      }
    }
    functions.dropResults(bench)
    waiting.removeFirst(count)
  }

  private func configure(_ program: ArrayProgram) throws {
    let words = program.configuration.flatMap { [UInt32($0.row), UInt32($0.column), $0.data] }
    try check(functions.configure(bench, words, program.configuration.count))
  }

  private func headers(_ words: [Int32]) -> UnsafeMutableRawPointer { functions.headers(words, words.count) }

  private func settledCounters() throws -> ArrayCounters {
    try check(functions.settle(bench, Self.counterLatency))
    var values = [UInt64](repeating: 0, count: 8)
    functions.counters(bench, &values)
    var counters = ArrayCounters()
    counters.cycles = Int(values[0])
    counters.macsDone = Int(values[1])
    counters.macsGated = Int(values[2])
    counters.ifmapGroups = Int(values[3])
    counters.filterGroups = Int(values[4])
    counters.psumInputGroups = Int(values[5])
    counters.psumOutputGroups = Int(values[7])
    return counters
  }

  private func check(_ outcome: Int32) throws {
    switch outcome {
    case 0: return
    case 1:
      let message = String(cString: functions.message())
      functions.clearMessage()
      throw RunError.assertion(message.trimmingCharacters(in: .whitespacesAndNewlines))
    default: throw RunError.stuck(cycles: Self.patience)
    }
  }
}
