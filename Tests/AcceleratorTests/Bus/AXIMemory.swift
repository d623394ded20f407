/// The AXI4 memory of the test benches, driven cycle by cycle.
final class AXIMemory {
  struct Options: Hashable, Sendable {
    var latency = 0
    var beatsPerThousand = 1000
    var outstanding = 16
    var stallPerMille = 0
    var reorders = false
    var seed: UInt64 = 1
  }

  /// A burst on an address channel.
  struct Address: Hashable, Sendable {
    var address: UInt64
    var beats: Int
    var id = 0
    /// The logarithm of a beat's bytes.
    var size = 3
    /// 1: INCR.
    var burst = 1
  }

  /// A beat of the write channel.
  struct WriteBeat: Hashable, Sendable {
    /// Two words, the lower one first.
    var data: [UInt64]
    var isLast: Bool
    var strobe: UInt64 = 0xFF
  }

  /// What a master drives in a cycle.
  struct Master: Hashable, Sendable {
    var ar: Address?
    var aw: Address?
    var w: WriteBeat?
    var takesR = true
    var takesB = true
  }

  /// What the memory drives in a cycle.
  struct Slave: Hashable, Sendable {
    struct ReadBeat: Hashable, Sendable {
      let id, response: Int
      let isLast: Bool
      let data: [UInt64]
    }

    struct Answer: Hashable, Sendable {
      let id, response: Int
    }

    let takesAR, takesAW, takesW: Bool
    let r: ReadBeat?
    let b: Answer?
  }

  struct Violation: Error, CustomStringConvertible { let description: String }

  struct Traffic: Hashable { let readBursts, writeBursts, readBeats, writeBeats: Int }

  let base: UInt64
  private let functions: AXIMemoryFunctions
  private let pointer: UnsafeMutableRawPointer
  private var offered = [UInt64](repeating: 0, count: 12)

  init(base: UInt64, bytes: Int, beatBytes: Int, _ options: Options = Options()) throws {
    self.base = base
    functions = try AXIMemoryFunctions.shared.get()
    let numbers = [
      UInt64(options.latency), UInt64(options.beatsPerThousand), UInt64(options.outstanding),
      UInt64(options.stallPerMille), options.reorders ? 1 : 0, options.seed,
    ]
    pointer = functions.create(base, bytes, UInt32(beatBytes), numbers)
  }

  deinit { functions.destroy(pointer) }

  /// Writes as the host; false where that is outside.
  @discardableResult
  func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    functions.write(pointer, UInt64(offset), bytes, bytes.count) != 0
  }

  func read(_ count: Int, at offset: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: functions.bytes(pointer) + offset, count: count))
  }

  func wasWritten(_ offset: Int) -> Bool { functions.wasWritten(pointer, UInt64(offset)) != 0 }

  func allow(_ range: Range<Int>, writes: Bool) {
    functions.allow(pointer, UInt64(range.lowerBound), UInt64(range.count), writes ? 1 : 0)
  }

  func fail(burst: Int, writes: Bool, response: Int) {
    functions.fail(pointer, UInt64(burst), UInt32(response), writes ? 1 : 0)
  }

  /// What the memory drives in the coming cycle.
  func offer() -> Slave {
    functions.offer(pointer, &offered)
    let numbers = offered.map { Int(truncatingIfNeeded: $0) }
    let beat = Slave.ReadBeat(
      id: numbers[4], response: numbers[5], isLast: numbers[6] != 0, data: [offered[7], offered[8]])
    return Slave(
      takesAR: numbers[0] != 0, takesAW: numbers[1] != 0, takesW: numbers[2] != 0, r: numbers[3] != 0 ? beat : nil,
      b: numbers[9] != 0 ? Slave.Answer(id: numbers[10], response: numbers[11]) : nil)
  }

  /// The clock edge, with what the master drove before it.
  func edge(_ master: Master) throws {
    func channel(_ address: Address?) -> [UInt64] {
      guard let address else { return [0, 0, 0, 0, 0, 0] }
      return [
        1, UInt64(address.id), UInt64(address.beats - 1), UInt64(address.size), UInt64(address.burst), address.address,
      ]
    }
    var numbers = channel(master.ar) + channel(master.aw)
    let beat = master.w ?? WriteBeat(data: [0, 0], isLast: false, strobe: 0)
    numbers += [master.w == nil ? 0 : 1, beat.isLast ? 1 : 0, beat.strobe] + beat.data
    numbers += [master.takesR ? 1 : 0, master.takesB ? 1 : 0]
    guard functions.edge(pointer, numbers) == 0 else { return }
    throw Violation(description: String(cString: functions.violation(pointer)))
  }

  /// What is still under way; empty for nothing.
  var unfinished: String { String(cString: functions.unfinished(pointer)) }

  var traffic: Traffic {
    var counts = [UInt64](repeating: 0, count: 4)
    functions.traffic(pointer, &counts)
    return Traffic(
      readBursts: Int(counts[0]), writeBursts: Int(counts[1]), readBeats: Int(counts[2]), writeBeats: Int(counts[3]))
  }
}
