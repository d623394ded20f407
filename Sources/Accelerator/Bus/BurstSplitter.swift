import Hardware
import HardwareLibrary

/// Cuts requests into bursts that cross no boundary, and refuses those that leave the window.
struct BurstSplitter: Module {
  let base: Unsigned
  /// The window of offsets: from the first up to but not including the end.
  let windowFirst, windowEnd: Unsigned
  let request: Stream<MemoryRange>
  let burst: Stream<Burst>
  /// A request was refused; nothing comes of it.
  let refused: Bit
  /// A request is under way.
  let busy: Bit

  private let architecture: Architecture
  private let requests: FIFO<MemoryRange>
  private let bursts: FIFO<Burst>

  var documentation: String? { "Cuts requests into bursts of at most \(Burst.mostBeats) beats within 4 KB." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    base = .input(architecture.memoryAddressBits)
    (windowFirst, windowEnd) = (.input(32), .input(32))
    request = .input(.shape)
    burst = .output(.shape(architecture))
    refused = .outputRegister(reset: false)
    busy = .output()
    requests = FIFO(.shape, depth: 2)
    bursts = FIFO(.shape(architecture), depth: 2)
  }

  private var beatShift: Int { architecture.beatBytes.trailingZeroBitCount }

  var body: [Statement] {
    let active = Bit.register("active", reset: false)
    let address = Unsigned.register("address", architecture.memoryAddressBits)
    let rest = Unsigned.register("rest", 24)
    let head = requests.output
    let size = ((head.payload.lastBeat + 1).extended(to: 34) << beatShift).resized(to: 34)
    let stop = (head.payload.memory.extended(to: 34) &+ size).named("stop")
    let isAligned = head.payload.memory[0..<beatShift] .== 0
    let isInside = (head.payload.memory .>= windowFirst && stop .<= windowEnd.extended(to: 34) && isAligned).named("is_inside")
    let starts = (head.valid && !active).named("starts")

    let boundaryBeats = Burst.boundary / architecture.beatBytes
    let position = address[beatShift..<beatShift + boundaryBeats.trailingZeroBitCount]
    // Beats up to the boundary, and up to the end of the request; each less one.
    let toBoundary = (~position).named("to_boundary")
    let most = Unsigned(Burst.mostBeats - 1, width: 24)
    let bounded = mux(rest .< most, rest, most).named("bounded")
    let last = mux(toBoundary.extended(to: 24) .< bounded, toBoundary.extended(to: 24), bounded).named("last")
    let isLast = (last .== rest).named("is_last")

    requests.input <== request
    head.ready <== !active
    refused <== starts && !isInside
    when(starts && isInside) {
      active <== true
      address <== base &+ head.payload.memory.resized(to: architecture.memoryAddressBits)
      rest <== head.payload.lastBeat
    }
    .elsewhen(bursts.input.fires) {
      active <== !isLast
      address <== address &+ ((last + 1) << beatShift).resized(to: architecture.memoryAddressBits)
      rest <== rest &- last &- 1
    }
    bursts.input.valid <== active
    bursts.input.payload.address <== address
    bursts.input.payload.lastBeat <== last[0..<bursts.input.payload.lastBeat.width]
    bursts.input.payload.isLast <== isLast
    burst <== bursts.output
    busy <== head.valid || active || bursts.output.valid
  }
}
