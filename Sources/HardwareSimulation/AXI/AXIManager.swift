import Hardware

/// A manager at a bus of which the design is the subordinate, AXI4 or AXI4-Lite.
///
/// What `read` and `write` queue goes out in order, several bursts at a time, with pauses as the seed decides; data
/// may come before their address. A transaction is done when its last answer has come:
///
/// ```swift
/// let bus = try bench.manager("s_axi", stalls: 0.3)
/// let write = try bus.write([1, 2, 3, 4], at: 0x10)
/// try bench.run(limit: 100) { bus.isIdle }
/// #expect(write.response == .okay)
/// ```
public final class AXIManager: BenchPart {
  let domain: ClockDomain
  private let simulator: any Simulator
  private let ports: AXIPorts
  private var stalls: RandomStalls
  private var reads: [AXITransaction] = []
  private var writes: [AXITransaction] = []
  private var data: [Beat] = []
  /// Whose address waits to be taken.
  private var readAddresses: [AXITransaction] = []
  private var writeAddresses: [AXITransaction] = []
  private var isOffering = (ar: false, aw: false, w: false)

  private struct Beat {
    let lanes: [UInt8]
    let strobes: [Bool]
    let isLast: Bool
  }

  init(_ name: String, of simulator: any Simulator, stalls: Double, domain: ClockDomain, seed: UInt64) throws {
    (self.simulator, self.domain) = (simulator, domain)
    ports = try AXIPorts(name, of: simulator, designIsManager: false)
    self.stalls = RandomStalls(probability: stalls, seed: seed)
    for port in [ports.aw.valid, ports.w.valid, ports.ar.valid, ports.b.ready, ports.r.ready] {
      simulator.setWord(0, of: port)
    }
  }

  /// Whether everything has been answered.
  public var isIdle: Bool { reads.isEmpty && writes.isEmpty }

  // MARK: The test's side

  /// Queues the read of bytes that lie in one burst of full beats.
  ///
  /// - Throws: `SimulationError` where they do not, or the address does not fit.
  @discardableResult
  public func read(
    _ count: Int, at address: UInt64, id: Int = 0, fileID: String = #fileID, line: Int = #line
  ) throws -> AXITransaction {
    try SourceLocation(fileID: fileID, line: line).marking {
      try queueRead(try burst(count, at: address, id: id), count)
    }
  }

  /// Queues the read of a burst.
  ///
  /// - Throws: `SimulationError` where the burst breaks a rule or does not fit the bus.
  @discardableResult
  public func read(_ burst: AXIBurst, fileID: String = #fileID, line: Int = #line) throws -> AXITransaction {
    try SourceLocation(fileID: fileID, line: line).marking { try queueRead(burst, burst.byteCount) }
  }

  /// Queues the write of bytes that lie in one burst of full beats.
  ///
  /// - Throws: `SimulationError` where they do not, or the address does not fit.
  @discardableResult
  public func write(
    _ bytes: [UInt8], at address: UInt64, id: Int = 0, fileID: String = #fileID, line: Int = #line
  ) throws -> AXITransaction {
    try SourceLocation(fileID: fileID, line: line).marking {
      try queueWrite(try burst(bytes.count, at: address, id: id), bytes)
    }
  }

  /// Queues the write of a burst: its bytes in the order of the beats; those that are missing at the end are not
  /// written.
  ///
  /// - Throws: `SimulationError` where the burst breaks a rule or does not fit the bus, or there are too many bytes.
  @discardableResult
  public func write(
    _ bytes: [UInt8], as burst: AXIBurst, fileID: String = #fileID, line: Int = #line
  ) throws -> AXITransaction {
    try SourceLocation(fileID: fileID, line: line).marking { try queueWrite(burst, bytes) }
  }

  private func burst(_ count: Int, at address: UInt64, id: Int) throws -> AXIBurst {
    guard count > 0 else { throw SimulationError("a burst of \(count) bytes; the least is 1") }
    let size = UInt64(ports.bytes)
    let beats = ((address % size) + UInt64(count) + size - 1) / size
    return AXIBurst(at: address, beats: Int(beats), bytesPerBeat: ports.bytes, id: id)
  }

  private func queueRead(_ burst: AXIBurst, _ count: Int) throws -> AXITransaction {
    try check(burst, ports.ar)
    let transaction = AXITransaction(burst, count)
    reads.append(transaction)
    readAddresses.append(transaction)
    return transaction
  }

  private func queueWrite(_ burst: AXIBurst, _ bytes: [UInt8]) throws -> AXITransaction {
    try check(burst, ports.aw)
    guard bytes.count <= burst.byteCount else {
      throw SimulationError("\(bytes.count) bytes for a burst of \(burst.byteCount)")
    }
    let transaction = AXITransaction(burst, bytes.count)
    transaction.bytes = bytes
    writes.append(transaction)
    writeAddresses.append(transaction)
    var rest = bytes[...]
    for beat in 0..<burst.beats {
      var lanes = [UInt8](repeating: 0, count: ports.bytes)
      var strobes = [Bool](repeating: false, count: ports.bytes)
      for address in burst.bytes(ofBeat: beat) {
        guard let byte = rest.popFirst() else { break }
        lanes[Int(address % UInt64(ports.bytes))] = byte
        strobes[Int(address % UInt64(ports.bytes))] = true
      }
      data.append(Beat(lanes: lanes, strobes: strobes, isLast: beat + 1 == burst.beats))
    }
    return transaction
  }

  private func check(_ burst: AXIBurst, _ channel: AXIPorts.Channel) throws {
    if let breach = AXIRules.breach(of: burst, busBytes: ports.bytes) { throw SimulationError("\(breach)") }
    guard !ports.isLite || (burst.beats == 1 && burst.bytesPerBeat == ports.bytes && burst.id == 0) else {
      throw SimulationError("the bus '\(ports.name)' is AXI4-Lite: single full beats without an identifier only")
    }
    for (field, value) in [("addr", burst.address), ("id", UInt64(burst.id))] {
      guard let port = channel[field].map({ simulator.ports[$0] }) else { continue }
      guard port.width >= 64 || value >> UInt64(port.width) == 0 else {
        throw SimulationError("\(hexadecimal(value)) does not fit in the port '\(port.name)' of width \(port.width)")
      }
    }
  }

  // MARK: The bus

  func beginCycle() {
    if let next = readAddresses.first, isOffering.ar || !stalls.next() {
      isOffering.ar = true
      ports.set(next.burst, on: ports.ar, in: simulator)
    }
    if let next = writeAddresses.first, isOffering.aw || !stalls.next() {
      isOffering.aw = true
      ports.set(next.burst, on: ports.aw, in: simulator)
    }
    if let next = data.first, isOffering.w || !stalls.next() {
      isOffering.w = true
      ports.setData(next.lanes, on: ports.w, in: simulator)
      ports.setStrobes(next.strobes, in: simulator)
      ports.set("last", of: ports.w, to: next.isLast ? 1 : 0, in: simulator)
    }
    simulator.setWord(isOffering.ar ? 1 : 0, of: ports.ar.valid)
    simulator.setWord(isOffering.aw ? 1 : 0, of: ports.aw.valid)
    simulator.setWord(isOffering.w ? 1 : 0, of: ports.w.valid)
    simulator.setWord(stalls.next() ? 0 : 1, of: ports.r.ready)
    simulator.setWord(stalls.next() ? 0 : 1, of: ports.b.ready)
  }

  func endCycle() {
    if ports.fires(ports.ar, in: simulator) {
      readAddresses.removeFirst()
      isOffering.ar = false
    }
    if ports.fires(ports.aw, in: simulator) {
      writeAddresses.removeFirst()
      isOffering.aw = false
    }
    if ports.fires(ports.w, in: simulator) {
      data.removeFirst()
      isOffering.w = false
    }
    if ports.fires(ports.r, in: simulator) { takeRead() }
    if ports.fires(ports.b, in: simulator) { takeAnswer() }
  }

  // What answers nothing is the checker's business.
  private func takeRead() {
    let id = Int(ports.value("id", of: ports.r, in: simulator))
    guard let index = reads.firstIndex(where: { $0.burst.id == id }) else { return }
    let lanes = ports.data(ports.r, in: simulator)
    let response = Int(ports.value("resp", of: ports.r, in: simulator))
    reads[index].take(lanes, AXIResponse(rawValue: response) ?? .okay)
    if reads[index].isDone { reads.remove(at: index) }
  }

  private func takeAnswer() {
    let id = Int(ports.value("id", of: ports.b, in: simulator))
    guard let index = writes.firstIndex(where: { $0.burst.id == id }) else { return }
    let response = Int(ports.value("resp", of: ports.b, in: simulator))
    writes[index].finish(AXIResponse(rawValue: response) ?? .okay)
    writes.remove(at: index)
  }
}

/// A burst that a manager reads or writes.
public final class AXITransaction {
  /// What was asked for.
  public let burst: AXIBurst
  /// What was read so far, or is written, in the order of the beats.
  public internal(set) var bytes: [UInt8] = []
  /// Whether all answers have come.
  public private(set) var isDone = false
  /// The answer to each beat of a read; the one to a write.
  public private(set) var responses: [AXIResponse] = []
  private let count: Int

  init(_ burst: AXIBurst, _ count: Int) { (self.burst, self.count) = (burst, count) }

  /// The worst answer so far.
  public var response: AXIResponse { responses.max { $0.rawValue < $1.rawValue } ?? .okay }

  /// The bytes as a number, the first one the lowest; of the first eight at most.
  public var number: UInt64 { bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  func take(_ lanes: [UInt8], _ response: AXIResponse) {
    bytes += burst.bytes(ofBeat: responses.count).map { lanes[Int($0 % UInt64(lanes.count))] }
    bytes.removeLast(max(0, bytes.count - count))
    responses.append(response)
    isDone = responses.count == burst.beats
  }

  func finish(_ response: AXIResponse) {
    responses.append(response)
    isDone = true
  }
}
