import Accelerator
import CoSimulation
import Foundation
import Hardware
import Mapping
import Network
import Randomness

/// Measures the way from an architecture to simulated cycles.
struct Benchmark {
  struct Figure: Encodable {
    let name: String
    let value: Double
    let unit: String
  }

  /// Called with each figure when it is known.
  let report: (Figure) throws -> Void

  /// Elaboration with its checks, and emission: the best of three.
  func front(rows: Int, columns: Int) throws {
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns) = (rows, columns)
    let size = "\(rows * columns) PEs"
    var best = (elaboration: Duration.seconds(1_000_000), emission: Duration.seconds(1_000_000))
    for _ in 0..<3 {
      let (elaboration, design) = try timed { try ProcessingArray(architecture).elaborated() }
      let (emission, _) = try timed { try Verilog.emit(design) }
      best = (min(best.elaboration, elaboration), min(best.emission, emission))
    }
    try report(Figure(name: "elaborate and check \(size)", value: seconds(best.elaboration), unit: "s"))
    try report(Figure(name: "emit \(size)", value: seconds(best.emission), unit: "s"))
  }

  /// Verilation, compilation and simulation of the edge preset.
  func simulation() throws {
    let (build, model) = try timed { try Self.withEmptyCache { try ArrayModel(.edge) } }
    try report(Figure(name: "Verilate and compile 168 PEs, nothing cached", value: seconds(build), unit: "s"))
    let layer = try LayerShape(
      outputChannels: 64, inputChannels: 64, inputHeight: 28, inputWidth: 28, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1))
    let mapping = try MappingSearch(.edge).mapping(for: layer)
    var random = SeededGenerator(seed: 1)
    func numbers(_ count: Int) -> [Int8] { (0..<count).map { _ in Int8.random(in: -128...127, using: &random) } }
    let data = LayerData(
      ifmap: numbers(layer.inputShape.reduce(1, *)), weights: numbers(layer.weightShape.reduce(1, *)), zeroPoint: 0)
    let session = try ArraySession(model, initialState: MemoryTiming.fast.initialState)
    let (time, result) = try timed { try session.run(mapping, data) }
    let cycles = Double(result.counters.cycles)
    try report(Figure(name: "simulate a layer of 64 x 64 filters, 3 x 3", value: seconds(time), unit: "s"))
    try report(Figure(name: "simulated cycles", value: cycles, unit: "cycles"))
    try report(Figure(name: "speed", value: (cycles / (time / .seconds(1))).rounded(), unit: "cycles/s"))
  }

  /// Lets what is built go into a new folder, which is removed.
  private static func withEmptyCache<Result>(_ work: () throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orris-bench-\(UUID().uuidString)")
    let previous = ProcessInfo.processInfo.environment["ORRIS_CACHE"]
    setenv("ORRIS_CACHE", folder.path, 1)
    defer {
      if let previous { setenv("ORRIS_CACHE", previous, 1) } else { unsetenv("ORRIS_CACHE") }
      try? FileManager.default.removeItem(at: folder)
    }
    return try work()
  }

  private func timed<Result>(_ work: () throws -> Result) rethrows -> (Duration, Result) {
    let start = ContinuousClock.now
    let result = try work()
    return (ContinuousClock.now - start, result)
  }

  private func seconds(_ duration: Duration) -> Double { (duration / .seconds(1) * 1000).rounded() / 1000 }
}
