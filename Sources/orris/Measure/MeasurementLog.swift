import Accelerator
import CoSimulation
import Compiler
import Foundation
import Hardware
import Network

/// Measurements that are known already, in a file that grows with each, by what they depend on.
struct MeasurementLog: Sendable {
  private struct Line: Codable, Sendable {
    let key: String
    let measurement: LayerMeasurement
  }

  private let log: LineLog<Line>
  /// Those that stood in the file, by `LazyModel.key`.
  let known: [String: LayerMeasurement]

  /// - Throws: `OutputError` if the file cannot be written, or another command writes it.
  init(in folder: String) throws(OutputError) {
    log = try LineLog("measurements.jsonl", in: folder, firstKey: "key")
    known = Dictionary(log.known.map { ($0.key, $0.measurement) }) { $1 }
  }

  func append(_ key: String, _ measurement: LayerMeasurement) throws(OutputError) {
    try log.append(Line(key: key, measurement: measurement))
  }
}

/// The model of an architecture, which is built when it is needed first.
final class LazyModel: @unchecked Sendable {
  private let architecture: Architecture
  private let hardware: UInt64?
  private let lock = NSLock()
  private var model: Result<AcceleratorModel, any Error>?

  /// - Parameter hasLog: whether keys are asked for.
  init(_ architecture: Architecture, hasLog: Bool) {
    self.architecture = architecture
    hardware = hasLog ? Self.fingerprint(architecture) : nil
  }

  func value() throws -> AcceleratorModel {
    try lock.withLock {
      let result = model ?? Result { try AcceleratorModel(architecture) }
      model = result
      return try result.get()
    }
  }

  /// What stands for all that a simulation depends on: the Verilog, the program with its data, the input and the memory.
  func key<Element: FixedWidthInteger>(
    _ network: CompiledNetwork, _ input: Tensor<Element>, _ timing: MemoryTiming
  ) throws -> String {
    var hash = orris.fingerprint("\(hardware ?? 0) \(timing)".utf8)
    for segment in network.image + network.inputSegments(input.elements) {
      hash = orris.fingerprint(segment.bytes, after: hash)
    }
    return String(hash, radix: 16)
  }

  private static func fingerprint(_ architecture: Architecture) -> UInt64? {
    guard let design = try? Accelerator(architecture).elaborated(), let files = try? Verilog.emit(design) else {
      return nil
    }
    return files.reduce(orris.fingerprint([])) { orris.fingerprint($1.contents.utf8, after: $0) }
  }
}
