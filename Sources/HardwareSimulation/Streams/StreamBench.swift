import Hardware

/// Runs a design whose streams and buses are driven with random stalls, and watches that they keep their rules.
///
/// ```swift
/// let bench = StreamBench(try Interpreter(FIFO(.bits(8), depth: 4).elaborated()), seed: 1)
/// let input = try bench.source("input", stalls: 0.3)
/// let output = try bench.sink("output", stalls: 0.5)
/// try input.send(0..<100)
/// try bench.run(limit: 1_000) { output.payloads.count == 100 }
/// ```
public final class StreamBench {
  /// What runs the design.
  ///
  /// It may be stepped by itself, too; then the parts of the bench do not move.
  public let simulator: any Simulator
  private let seed: UInt64
  private var parts: [any BenchPart] = []
  private var monitors: [StreamMonitor] = []
  private var checkers: [AXIChecker] = []

  /// - Parameter seed: Decides all stalls; those of each part are independent of the others'.
  public init(_ simulator: any Simulator, seed: UInt64) {
    self.simulator = simulator
    self.seed = seed
  }

  /// Drives and watches the stream whose ports are `<name>_valid`, `<name>_ready` and `<name>_payload`.
  ///
  /// - Parameters:
  ///   - stalls: The probability of a pause in a cycle, from 0 to below 1.
  ///   - domain: Whose clock the stream goes by; the design's first one unless said otherwise.
  /// - Throws: `SimulationError` where there is no such stream, or it leaves the design.
  public func source(
    _ name: String, stalls: Double = 0, domain: ClockDomain? = nil, fileID: String = #fileID, line: Int = #line
  ) throws -> StreamSource {
    try SourceLocation(fileID: fileID, line: line).marking {
      let domain = self.domain(domain)
      let source = try StreamSource(name, of: simulator, stalls: stalls, domain: domain, seed: nextSeed())
      parts.append(source)
      _ = try monitor(name, domain: domain)
      return source
    }
  }

  /// Collects from and watches the stream whose ports are `<name>_valid`, `<name>_ready` and `<name>_payload`.
  ///
  /// - Parameters:
  ///   - stalls: The probability of a pause in a cycle, from 0 to below 1.
  ///   - domain: Whose clock the stream goes by; the design's first one unless said otherwise.
  /// - Throws: `SimulationError` where there is no such stream, or it enters the design.
  public func sink(
    _ name: String, stalls: Double = 0, domain: ClockDomain? = nil, fileID: String = #fileID, line: Int = #line
  ) throws -> StreamSink {
    try SourceLocation(fileID: fileID, line: line).marking {
      let domain = self.domain(domain)
      let sink = try StreamSink(name, of: simulator, stalls: stalls, domain: domain, seed: nextSeed())
      parts.append(sink)
      _ = try monitor(name, domain: domain)
      return sink
    }
  }

  /// Watches a stream that the test drives by itself.
  ///
  /// - Throws: `SimulationError` where there is no such stream.
  public func monitor(
    _ name: String, domain: ClockDomain? = nil, fileID: String = #fileID, line: Int = #line
  ) throws -> StreamMonitor {
    try SourceLocation(fileID: fileID, line: line).marking {
      let monitor = try StreamMonitor(name, of: simulator, domain: self.domain(domain))
      monitors.append(monitor)
      return monitor
    }
  }

  /// Runs cycles in which the parts move; those whose clock does not rise wait.
  ///
  /// With `Simulator.clocks`, a cycle is the time to the next rise of any clock.
  ///
  /// - Throws: `HandshakeViolation`, `AXIViolation`, and what the simulator throws.
  public func step(_ cycles: Int = 1) throws {
    for _ in 0..<cycles {
      let rising = simulator.nextRising
      let moving = simulator.clocks == nil ? parts : parts.filter { rising.contains($0.domain) }
      for part in moving { part.beginCycle() }
      for part in moving { part.endCycle() }
      try simulator.step()
    }
  }

  /// Runs until `isDone`.
  ///
  /// - Throws: `SimulationError` where that takes more than `limit` cycles.
  public func run(
    limit: Int, fileID: String = #fileID, line: Int = #line, until isDone: () throws -> Bool
  ) throws {
    for _ in 0..<limit {
      if try isDone() { return }
      try step()
    }
    guard try isDone() else {
      throw SimulationError(
        "not done after \(limit) cycles (seed \(seed))", at: SourceLocation(fileID: fileID, line: line))
    }
  }

  private func nextSeed() -> UInt64 {
    seed &* 0xD134_2543_DE82_EF95 &+ UInt64(parts.count)
  }

  private func domain(_ domain: ClockDomain?) -> ClockDomain { domain ?? simulator.domains.first ?? .main }
}

// MARK: - Buses

extension StreamBench {
  /// Puts a memory at, and watches, the bus whose manager is the design: ports `<name>_awvalid` and so on, AXI4 or
  /// AXI4-Lite.
  ///
  /// - Parameters:
  ///   - base: The address of the first byte.
  ///   - bytes: The size.
  ///   - domain: Whose clock the bus goes by; the design's first one unless said otherwise.
  /// - Throws: `SimulationError` where a port is missing, the design is the subordinate, or the memory lies past 2^64.
  public func memory(
    _ name: String, base: UInt64 = 0, bytes: Int, _ options: AXIMemory.Options = .init(), domain: ClockDomain? = nil,
    fileID: String = #fileID, line: Int = #line
  ) throws -> AXIMemory {
    try SourceLocation(fileID: fileID, line: line).marking {
      let domain = self.domain(domain)
      let memory = try AXIMemory(
        name, of: simulator, base: base, bytes: bytes, options, domain: domain, seed: nextSeed())
      parts.append(memory)
      _ = try checker(name, domain: domain)
      return memory
    }
  }

  /// Puts a manager at, and watches, the bus whose subordinate is the design: ports `<name>_awvalid` and so on, AXI4 or
  /// AXI4-Lite.
  ///
  /// - Parameters:
  ///   - stalls: The probability of a pause of each channel in a cycle, from 0 to below 1.
  ///   - domain: Whose clock the bus goes by; the design's first one unless said otherwise.
  /// - Throws: `SimulationError` where a port is missing, or the design is the manager.
  public func manager(
    _ name: String, stalls: Double = 0, domain: ClockDomain? = nil, fileID: String = #fileID, line: Int = #line
  ) throws -> AXIManager {
    try SourceLocation(fileID: fileID, line: line).marking {
      let domain = self.domain(domain)
      let manager = try AXIManager(name, of: simulator, stalls: stalls, domain: domain, seed: nextSeed())
      parts.append(manager)
      _ = try checker(name, domain: domain)
      return manager
    }
  }

  /// Watches a bus that the test drives by itself.
  ///
  /// - Throws: `SimulationError` where a port is missing.
  public func checker(
    _ name: String, domain: ClockDomain? = nil, fileID: String = #fileID, line: Int = #line
  ) throws -> AXIChecker {
    try SourceLocation(fileID: fileID, line: line).marking {
      let checker = try AXIChecker(name, of: simulator, domain: self.domain(domain))
      checkers.append(checker)
      return checker
    }
  }

  /// Throws where a bus has a burst under way that was not answered, for the end of a test.
  public func checkBusesAreIdle() throws {
    for checker in checkers { try checker.checkIsIdle() }
  }
}
