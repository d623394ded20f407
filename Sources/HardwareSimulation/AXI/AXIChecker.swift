import BigInt
import Hardware

/// Watches both sides of an AXI4 or AXI4-Lite bus and stops the simulation where a rule of the protocol is broken.
///
/// - once VALID, a channel stays so, and what it carries stays as it is, until READY;
/// - a burst has legal beats and does not cross a 4 KB boundary; WLAST and RLAST mark the last beat and no other;
/// - strobes are within the beat;
/// - every answer belongs to a burst of its identifier, and comes after all data of the write;
/// - AXI4-Lite has no EXOKAY.
///
/// In reset nothing is watched, and everything under way is forgotten.
public final class AXIChecker {
  private let simulator: any Simulator
  private let ports: AXIPorts
  private let domain: ClockDomain
  private let reset: Int
  /// What each channel waits with, by the channel's place in `ports.channels`.
  private var stalled: [[UInt64]?]
  private var reads: [(burst: AXIBurst, beats: Int)] = []
  /// Writes whose data are not complete, and beats whose address has not come.
  private var writes: [AXIBurst] = []
  private var beats: [(isLast: Bool, strobes: [Bool])] = []
  /// Identifiers of writes that may be answered.
  private var complete: [Int] = []

  init(_ name: String, of simulator: any Simulator, domain: ClockDomain) throws {
    self.simulator = simulator
    self.domain = domain
    ports = try AXIPorts(name, of: simulator, designIsManager: nil)
    reset = try simulator.port(named: domain.resetName)
    stalled = Array(repeating: nil, count: ports.channels.count)
    simulator.observe { [weak self] in try self?.check() }
  }

  /// Throws what is still under way: at the end of a test every burst should have been answered.
  ///
  /// - Throws: `AXIViolation`, for example for a read burst without all its data.
  public func checkIsIdle() throws {
    if !beats.isEmpty { throw violation("has write data without an address") }
    if let burst = writes.first {
      throw violation("has a write burst at \(hexadecimal(burst.address)) without all its data")
    }
    if let id = complete.first { throw violation("has a write burst of ID \(id) without an answer") }
    if let read = reads.first {
      throw violation("has a read burst at \(hexadecimal(read.burst.address)) without all its data")
    }
  }

  private func check() throws {
    guard simulator.clocks == nil || simulator.nextRising.contains(domain) else { return }
    guard simulator.word(of: reset) == 0 else {
      stalled = Array(repeating: nil, count: ports.channels.count)
      (reads, writes, beats, complete) = ([], [], [], [])
      return
    }
    for place in ports.channels.indices { try checkHandshake(place) }
    // Answers are held to what was complete before this cycle.
    if ports.fires(ports.b, in: simulator) { try checkAnswer() }
    if ports.fires(ports.r, in: simulator) { try checkRead() }
    if ports.fires(ports.ar, in: simulator) { reads.append((try checkedBurst(ports.ar), 0)) }
    if ports.fires(ports.aw, in: simulator) { writes.append(try checkedBurst(ports.aw)) }
    if ports.fires(ports.w, in: simulator) {
      let isLast = ports.isLite || ports.value("last", of: ports.w, in: simulator) == 1
      beats.append((isLast, ports.strobes(in: simulator)))
    }
    try matchData()
  }

  private func checkHandshake(_ place: Int) throws {
    let channel = ports.channels[place]
    let isValid = simulator.word(of: channel.valid) == 1
    let values = isValid ? channel.fields.flatMap { simulator.words(of: $0.port) } : []
    if let before = stalled[place] {
      guard isValid else { throw violation("took \(channel.name)VALID back before \(channel.name)READY") }
      guard before == values else { throw violation(change(channel, before, values)) }
    }
    stalled[place] = isValid && simulator.word(of: channel.ready) == 0 ? values : nil
  }

  private func change(_ channel: AXIPorts.Channel, _ before: [UInt64], _ after: [UInt64]) -> String {
    var first = 0
    for field in channel.fields {
      let next = first + simulator.words(of: field.port).count
      if before[first..<next] != after[first..<next] {
        let texts = [before, after].map { words in
          "0x" + String(BigUInt(words: words[first..<next].map { UInt($0) }), radix: 16)
        }
        let signal = channel.name + field.name.uppercased()
        return "changed \(signal) from \(texts[0]) to \(texts[1]) before \(channel.name)READY"
      }
      first = next
    }
    return "changed \(channel.name) before \(channel.name)READY"
  }

  private func checkedBurst(_ channel: AXIPorts.Channel) throws -> AXIBurst {
    let burst = ports.burst(channel, in: simulator)
    if ports.value("burst", of: channel, in: simulator) == 3 {
      throw violation("has 3 as \(channel.name)BURST, which is no kind of burst")
    }
    if let breach = AXIRules.breach(of: burst, busBytes: ports.bytes) {
      throw violation("has a \(channel.name) that breaks the rules: \(breach)")
    }
    return burst
  }

  /// Gives the beats that have come to the bursts in the order of their addresses.
  private func matchData() throws {
    while let burst = writes.first {
      for (index, beat) in beats.prefix(burst.beats).enumerated() {
        let isLast = index + 1 == burst.beats
        guard beat.isLast == isLast else {
          throw violation(
            "has \(beat.isLast ? 1 : 0) as WLAST in beat \(index) of the write burst at "
              + "\(hexadecimal(burst.address)), which has \(burst.beats)")
        }
        try checkStrobes(beat.strobes, burst, index)
      }
      guard beats.count >= burst.beats else { return }
      beats.removeFirst(burst.beats)
      writes.removeFirst()
      complete.append(burst.id)
    }
  }

  private func checkStrobes(_ strobes: [Bool], _ burst: AXIBurst, _ beat: Int) throws {
    let lanes = Set(burst.bytes(ofBeat: beat).map { Int($0 % UInt64(ports.bytes)) })
    guard let lane = strobes.indices.first(where: { strobes[$0] && !lanes.contains($0) }) else { return }
    throw violation(
      "writes byte lane \(lane) in beat \(beat) of the write burst at \(hexadecimal(burst.address)), which is "
        + "outside of the beat")
  }

  private func checkAnswer() throws {
    let id = Int(ports.value("id", of: ports.b, in: simulator))
    try checkResponse(ports.b)
    guard let index = complete.firstIndex(of: id) else {
      throw violation("has an answer to a write of ID \(id), and none of it has all its data")
    }
    complete.remove(at: index)
  }

  private func checkRead() throws {
    let id = Int(ports.value("id", of: ports.r, in: simulator))
    try checkResponse(ports.r)
    guard let index = reads.firstIndex(where: { $0.burst.id == id }) else {
      throw violation("has read data of ID \(id), which nobody waits for")
    }
    let (burst, beat) = reads[index]
    let isLast = ports.isLite || ports.value("last", of: ports.r, in: simulator) == 1
    guard isLast == (beat + 1 == burst.beats) else {
      throw violation(
        "has \(isLast ? 1 : 0) as RLAST in beat \(beat) of the read burst at \(hexadecimal(burst.address)), which has "
          + "\(burst.beats)")
    }
    reads[index].beats += 1
    if isLast { reads.remove(at: index) }
  }

  private func checkResponse(_ channel: AXIPorts.Channel) throws {
    guard ports.isLite, ports.value("resp", of: channel, in: simulator) == 1 else { return }
    throw violation("has 1 (EXOKAY) as \(channel.name)RESP, which AXI4-Lite does not know")
  }

  private func violation(_ breach: String) -> AXIViolation {
    AXIViolation(bus: ports.name, cycle: simulator.cycle, breach: breach)
  }
}
