import Hardware

/// Runs a design whose streams are driven and collected with random stalls, and watches that they keep their rules.
///
/// ```swift
/// let bench = StreamBench(try Interpreter(FIFO(.bits(8), depth: 4).elaborated()), seed: 1)
/// let input = try bench.source("input", stalls: 0.3)
/// let output = try bench.sink("output", stalls: 0.5)
/// try input.send(0..<100)
/// try bench.run(limit: 1_000) { output.payloads.count == 100 }
/// ```
public final class StreamBench {
  public let simulator: any Simulator
  private let seed: UInt64
  private var sources: [StreamSource] = []
  private var sinks: [StreamSink] = []
  private var monitors: [StreamMonitor] = []

  /// - Parameter seed: Decides all stalls; each stream's are independent of the others'.
  public init(_ simulator: any Simulator, seed: UInt64) {
    self.simulator = simulator
    self.seed = seed
  }

  /// Drives and watches the stream whose ports are `<name>_valid`, `<name>_ready` and `<name>_payload`.
  ///
  /// - Parameter stalls: The probability of a pause in a cycle, from 0 to below 1.
  /// - Throws: `SimulationError` where there is no such stream, or it leaves the design.
  public func source(
    _ name: String, stalls: Double = 0, fileID: String = #fileID, line: Int = #line
  ) throws -> StreamSource {
    try SourceLocation(fileID: fileID, line: line).marking {
      let source = try StreamSource(name, of: simulator, stalls: stalls, seed: nextSeed())
      sources.append(source)
      _ = try monitor(name)
      return source
    }
  }

  /// Collects from and watches the stream whose ports are `<name>_valid`, `<name>_ready` and `<name>_payload`.
  ///
  /// - Parameter stalls: The probability of a pause in a cycle, from 0 to below 1.
  /// - Throws: `SimulationError` where there is no such stream, or it enters the design.
  public func sink(
    _ name: String, stalls: Double = 0, fileID: String = #fileID, line: Int = #line
  ) throws -> StreamSink {
    try SourceLocation(fileID: fileID, line: line).marking {
      let sink = try StreamSink(name, of: simulator, stalls: stalls, seed: nextSeed())
      sinks.append(sink)
      _ = try monitor(name)
      return sink
    }
  }

  /// Watches a stream that the test drives by itself.
  ///
  /// - Throws: `SimulationError` where there is no such stream.
  public func monitor(_ name: String, fileID: String = #fileID, line: Int = #line) throws -> StreamMonitor {
    try SourceLocation(fileID: fileID, line: line).marking {
      let monitor = try StreamMonitor(name, of: simulator)
      monitors.append(monitor)
      return monitor
    }
  }

  /// Runs cycles in which the streams move.
  ///
  /// - Throws: `HandshakeViolation`, and what the simulator throws.
  public func step(_ cycles: Int = 1) throws {
    for _ in 0 ..< cycles {
      for source in sources { source.beginCycle() }
      for sink in sinks { sink.beginCycle() }
      for source in sources { source.endCycle() }
      for sink in sinks { sink.endCycle() }
      try simulator.step()
    }
  }

  /// Runs until `isDone`.
  ///
  /// - Throws: `SimulationError` where that takes more than `limit` cycles.
  public func run(
    limit: Int, fileID: String = #fileID, line: Int = #line, until isDone: () throws -> Bool
  ) throws {
    for _ in 0 ..< limit {
      if try isDone() { return }
      try step()
    }
    guard try isDone() else {
      throw SimulationError(
        "not done after \(limit) cycles (seed \(seed))", at: SourceLocation(fileID: fileID, line: line))
    }
  }

  private func nextSeed() -> UInt64 {
    seed &* 0xD134_2543_DE82_EF95 &+ UInt64(sources.count + sinks.count)
  }
}
