import Hardware

/// The ports of an AXI4 or AXI4-Lite bus: `<name>_awvalid`, `<name>_awaddr` and so on.
struct AXIPorts {
  /// One of the five channels.
  struct Channel {
    /// `AW`, `W`, `B`, `AR` or `R`.
    let name: String
    let valid, ready: Int
    /// The other signals that are there, by their names without the channel: `addr`, `len`.
    let fields: [(name: String, port: Int)]

    subscript(field: String) -> Int? { fields.first { $0.name == field }?.port }
  }

  let name: String
  let aw, w, b, ar, r: Channel
  /// Without bursts and identifiers.
  let isLite: Bool
  /// Bytes of a full beat.
  let bytes: Int

  var channels: [Channel] { [aw, w, b, ar, r] }

  private static let addressFields = [
    "id", "addr", "len", "size", "burst", "lock", "cache", "prot", "qos", "region", "user",
  ]

  /// - Parameter isManager: Whether the design is to be the manager of the bus; nil where that does not matter.
  /// - Throws: `SimulationError` where a signal is missing, or the design is at the other end.
  init(_ name: String, of simulator: any Simulator, designIsManager isManager: Bool?) throws {
    func channel(_ prefix: String, _ fields: [String], needs: [String]) throws -> Channel {
      for field in needs { _ = try simulator.port(named: "\(name)_\(prefix)\(field)") }
      let present = fields.compactMap { field in
        simulator.portIndices["\(name)_\(prefix)\(field)"].map { (name: field, port: $0) }
      }
      return Channel(
        name: prefix.uppercased(), valid: try simulator.port(named: "\(name)_\(prefix)valid"),
        ready: try simulator.port(named: "\(name)_\(prefix)ready"), fields: present)
    }
    let isLite = simulator.portIndices["\(name)_awlen"] == nil
    let burst = isLite ? [] : ["len", "size", "burst"]
    self.name = name
    self.isLite = isLite
    aw = try channel("aw", Self.addressFields, needs: ["addr"] + burst)
    w = try channel("w", ["data", "strb", "last", "user"], needs: ["data"] + (isLite ? [] : ["last"]))
    b = try channel("b", ["id", "resp", "user"], needs: ["resp"])
    ar = try channel("ar", Self.addressFields, needs: ["addr"] + burst)
    r = try channel("r", ["id", "data", "resp", "last", "user"], needs: ["data", "resp"] + (isLite ? [] : ["last"]))
    bytes = simulator.ports[try simulator.port(named: "\(name)_wdata")].width / 8
    guard let isManager, (simulator.ports[aw.valid].direction == .output) != isManager else { return }
    throw SimulationError(
      isManager
        ? "the design is the subordinate of the bus '\(name)': it needs a manager"
        : "the design is the manager of the bus '\(name)': it needs a memory")
  }
}

// MARK: - Values

extension AXIPorts {
  /// Whether a channel moves at the coming edge.
  func fires(_ channel: Channel, in simulator: any Simulator) -> Bool {
    simulator.word(of: channel.valid) == 1 && simulator.word(of: channel.ready) == 1
  }

  /// A number of a channel; 0 where there is no such signal.
  func value(_ field: String, of channel: Channel, in simulator: any Simulator) -> UInt64 {
    channel[field].map { simulator.word(of: $0) } ?? 0
  }

  func set(_ field: String, of channel: Channel, to value: UInt64, in simulator: any Simulator) {
    if let port = channel[field] { simulator.setWord(value, of: port) }
  }

  /// The burst on an address channel.
  ///
  /// A code that is none stands as `incrementing`: the checker tells.
  func burst(_ channel: Channel, in simulator: any Simulator) -> AXIBurst {
    let address = value("addr", of: channel, in: simulator)
    guard !isLite else { return AXIBurst(at: address, beats: 1, bytesPerBeat: bytes) }
    return AXIBurst(
      at: address, beats: Int(value("len", of: channel, in: simulator)) + 1,
      bytesPerBeat: 1 << Int(value("size", of: channel, in: simulator)),
      kind: AXIBurst.Kind(rawValue: Int(value("burst", of: channel, in: simulator))) ?? .incrementing,
      id: Int(value("id", of: channel, in: simulator)))
  }

  func set(_ burst: AXIBurst, on channel: Channel, in simulator: any Simulator) {
    set("addr", of: channel, to: burst.address, in: simulator)
    set("len", of: channel, to: UInt64(burst.beats - 1), in: simulator)
    set("size", of: channel, to: UInt64(burst.bytesPerBeat.trailingZeroBitCount), in: simulator)
    set("burst", of: channel, to: UInt64(burst.kind.rawValue), in: simulator)
    set("id", of: channel, to: UInt64(burst.id), in: simulator)
  }

  /// The bytes of a data channel, that of the lowest lane first.
  func data(_ channel: Channel, in simulator: any Simulator) -> [UInt8] {
    guard let port = channel["data"] else { return [] }
    let words = simulator.words(of: port)
    return (0..<bytes).map { (lane: Int) -> UInt8 in
      let word: UInt64 = words[lane / 8]
      return UInt8(truncatingIfNeeded: word >> UInt64(lane % 8 * 8))
    }
  }

  func setData(_ lanes: [UInt8], on channel: Channel, in simulator: any Simulator) {
    guard let port = channel["data"] else { return }
    var words = [UInt64](repeating: 0, count: (bytes + 7) / 8)
    for (lane, byte) in lanes.enumerated() { words[lane / 8] |= UInt64(byte) &<< UInt64(lane % 8 * 8) }
    simulator.setWords(words, of: port)
  }

  /// Which lanes are written; all without strobes.
  func strobes(in simulator: any Simulator) -> [Bool] {
    guard let port = w["strb"] else { return Array(repeating: true, count: bytes) }
    let words = simulator.words(of: port)
    return (0..<bytes).map { (lane: Int) -> Bool in
      let word: UInt64 = words[lane / 64]
      return (word >> UInt64(lane % 64)) & 1 == 1
    }
  }

  func setStrobes(_ lanes: [Bool], in simulator: any Simulator) {
    guard let port = w["strb"] else { return }
    var words = [UInt64](repeating: 0, count: (bytes + 63) / 64)
    for (lane, isSet) in lanes.enumerated() where isSet { words[lane / 64] |= 1 << UInt64(lane % 64) }
    simulator.setWords(words, of: port)
  }
}
