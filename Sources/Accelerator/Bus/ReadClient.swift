import Hardware
import HardwareLibrary

/// One client of the memory reader: its bursts, each offered only when there is room for all of its beats.
struct ReadClient: Module {
  let base, windowFirst, windowEnd: Unsigned
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  let burst: Stream<Burst>
  /// A beat for this client; there is always room.
  let arrives: Bit
  let beat: Unsigned
  let refused: Bit

  private let architecture: Architecture
  private let depth: Int
  private let splitter: BurstSplitter
  private let beats: FIFO<Unsigned>

  var moduleName: String { "read_client_d\(depth)" }
  var documentation: String? { "A client of the memory reader, with room for \(depth) beats." }

  init(_ architecture: Architecture, depth: Int) {
    precondition(depth >= 2 * Burst.mostBeats, "a client with room for \(depth) beats; the least is two bursts")
    self.architecture = architecture
    self.depth = depth
    base = .input(architecture.memoryAddressBits)
    (windowFirst, windowEnd) = (.input(32), .input(32))
    request = .input(.shape)
    data = .output(.bits(architecture.memoryDataBits))
    burst = .output(.shape(architecture))
    arrives = .input()
    beat = .input(architecture.memoryDataBits)
    refused = .output()
    splitter = BurstSplitter(architecture)
    beats = FIFO(.bits(architecture.memoryDataBits), depth: depth)
  }

  var body: [Statement] {
    let countBits = Netlist.addressWidth(of: depth + 1)
    /// Beats that have a place: asked for or there.
    let due = Unsigned.register("due", countBits, reset: 0)
    let wanted = (splitter.burst.payload.lastBeat + 1).extended(to: countBits + 1)
    let hasRoom = (due.extended(to: countBits + 1) &+ wanted .<= Unsigned(depth)).named("has_room")
    let added = mux(burst.fires, wanted.resized(to: countBits), 0)

    splitter.base <== base
    splitter.windowFirst <== windowFirst
    splitter.windowEnd <== windowEnd
    splitter.request <== request
    refused <== splitter.refused
    // Room only grows until the burst is taken.
    burst.valid <== splitter.burst.valid && hasRoom
    burst.payload <== splitter.burst.payload
    splitter.burst.ready <== burst.ready && hasRoom
    due <== due &+ added &- Unsigned(data.fires).extended(to: countBits)
    beats.input.valid <== arrives
    beats.input.payload <== beat
    when(arrives) { expect(beats.input.ready, "every beat that was asked for has a place", name: "has_place") }
    data <== beats.output
  }
}
