import Hardware

/// What is on the line of a UART.
enum LinePhase: CaseIterable { case idle, start, data, stop }

/// Counts the cycles of each bit on a line.
struct BitTimer: Module {
  /// While it holds, the first cycle of a bit is the next one.
  let restart: Bit = .input()
  let isMiddle: Bit = .output()
  let isEnd: Bit = .output()
  private let divider: Int

  /// - Parameter divider: cycles of a bit.
  init(divider: Int) { self.divider = divider }

  var body: [Statement] {
    let tick = Unsigned.register("tick", Netlist.addressWidth(of: divider), reset: 0)
    isMiddle <== tick .== Unsigned(divider / 2)
    isEnd <== tick .== Unsigned(divider - 1)
    when(restart || isEnd) { tick <== 0 }.otherwise { tick <== tick &+ 1 }
  }
}
