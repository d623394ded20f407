import Hardware
import HardwareLibrary

/// Sends bytes: a start bit, eight bits from the lowest up, a stop bit.
struct UARTTransmitter: Module {
  let bytes: Stream<Unsigned> = .input(.bits(8))
  let line: Bit = .outputRegister(reset: true)

  private let phase: Enumerated<LinePhase> = .register(reset: .idle)
  private let index: Unsigned = .register(3, reset: 0)
  private let value: Unsigned = .register(8)
  private let timer: BitTimer

  init(divider: Int) { timer = BitTimer(divider: divider) }

  var body: [Statement] {
    let isOver = timer.isEnd
    timer.restart <== phase .== .idle
    bytes.ready <== phase .== .idle
    phase.match {
      switch $0 {
      case .idle:
        line <== true
        when(bytes.valid) {
          value <== bytes.payload
          phase <== .start
        }
      case .start:
        line <== false
        when(isOver) { phase <== .data }
      case .data:
        line <== value[0]
        when(isOver) {
          value <== value >> 1
          index <== index &+ 1
          when(index .== 7) { phase <== .stop }
        }
      case .stop:
        line <== true
        when(isOver) { phase <== .idle }
      }
    }
  }
}
