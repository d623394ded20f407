import BigInt
import Hardware

/// Watches a stream in either direction and stops the simulation where its rules are broken: once `valid`, it stays so,
/// and the payload stays as it is, until `ready`.
public final class StreamMonitor {
  private let simulator: any Simulator
  private let domain: ClockDomain
  private let ports: StreamPorts
  private let resets: [Int]
  private var stalled: Payload?
  /// Transfers so far.
  public private(set) var transferCount = 0
  /// Cycles outside reset in which `valid` had to wait for `ready`.
  public private(set) var stallCount = 0

  init(_ name: String, of simulator: any Simulator, domain: ClockDomain) throws {
    (self.simulator, self.domain) = (simulator, domain)
    ports = try StreamPorts(name, of: simulator, isInput: nil)
    resets = try simulator.domains.map { try simulator.port(named: $0.resetName) }
    simulator.observe { [weak self] in try self?.check() }
  }

  private func check() throws {
    guard simulator.clocks == nil || simulator.nextRising.contains(domain) else { return }
    guard resets.allSatisfy({ simulator.word(of: $0) == 0 }) else {
      stalled = nil
      return
    }
    let isValid = simulator.word(of: ports.valid) == 1
    let payload = isValid ? ports.values(in: simulator) : []
    if let stalled {
      guard isValid else { throw violation("took its valid back before it was ready") }
      guard stalled == payload else {
        throw violation("changed its payload from \(text(stalled)) to \(text(payload)) before it was ready")
      }
    }
    let isReady = simulator.word(of: ports.ready) == 1
    stalled = isValid && !isReady ? payload : nil
    if isValid && isReady { transferCount += 1 }
    if isValid && !isReady { stallCount += 1 }
  }

  private func text(_ payload: Payload) -> String {
    payload.map { $0.description }.joined(separator: ", ")
  }

  private func violation(_ what: String) -> HandshakeViolation {
    HandshakeViolation(stream: ports.name, cycle: simulator.cycle, breach: what)
  }
}

/// A stream that broke the rules of the handshake.
public struct HandshakeViolation: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of its ports without `_valid`, `_ready` and `_payload`.
  public let stream: String
  /// How many times clocks had risen when it happened.
  public let cycle: Int
  /// What it did, for example `took its valid back before it was ready`.
  public let breach: String

  /// A breach that a monitor found.
  public init(stream: String, cycle: Int, breach: String) {
    self.stream = stream
    self.cycle = cycle
    self.breach = breach
  }

  /// One line: the cycle, the stream, and what it did.
  public var description: String { "in cycle \(cycle) the stream '\(stream)' \(breach)" }
}
