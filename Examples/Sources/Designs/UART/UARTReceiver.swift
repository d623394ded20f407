import Hardware
import HardwareLibrary

/// Receives bytes, each bit sampled in its middle.
///
/// A byte without a stop bit is no byte; one that finds no room is lost.
struct UARTReceiver: Module {
  let line: Bit = .input()
  let bytes: Stream<Unsigned> = .output(.bits(8))
  let isOverrun: Bit = .output()

  private let phase: Enumerated<LinePhase> = .register(reset: .idle)
  private let index: Unsigned = .register(3, reset: 0)
  private let bits: Unsigned = .register(8)
  private let value: Unsigned = .register(8)
  private let isFull: Bit = .register(reset: false)
  private let synchroniser = Synchroniser(to: .main, reset: true)
  private let timer: BitTimer

  init(divider: Int) { timer = BitTimer(divider: divider) }

  var body: [Statement] {
    let level = synchroniser.bitOut
    let isMiddle = timer.isMiddle
    let isComplete = (phase .== .stop && isMiddle && level).named("is_complete")
    synchroniser.bitIn <== line
    timer.restart <== phase .== .idle
    phase.match {
      switch $0 {
      case .idle: when(!level) { phase <== .start }
      case .start: when(isMiddle) { phase <== mux(level, Enumerated(.idle), Enumerated(.data)) }
      case .data:
        when(isMiddle) {
          bits <== concatenate(level, bits[1...7])
          index <== index &+ 1
          when(index .== 7) { phase <== .stop }
        }
      case .stop: when(isMiddle) { phase <== .idle }
      }
    }

    // The bits move on while a byte waits: it has a register of its own.
    isOverrun <== isComplete && isFull && !bytes.ready
    bytes.valid <== isFull
    bytes.payload <== value
    when(isComplete && (!isFull || bytes.ready)) {
      isFull <== true
      value <== bits
    }
    .elsewhen(bytes.ready) { isFull <== false }
  }
}
