import Hardware

/// Counts the cycles in which a program gets nowhere, and all of its cycles. What it finds is told from the cycle after
/// the limit was reached until the program has ended.
struct Watchdog: Module {
  let running, progress: Bit
  /// Cycles in a row without progress after which it barks; 0 for never.
  let limit: Unsigned
  let barks: Bit
  /// Cycles after which a program's time is up; 0 for never.
  let timeLimit: Unsigned
  let expires: Bit

  var documentation: String? { "Barks when nothing has moved for too long; tells when a program has run for too long." }

  init() {
    (running, progress) = (.input(), .input())
    limit = .input(32)
    barks = .outputRegister(reset: false)
    timeLimit = .input(32)
    expires = .outputRegister(reset: false)
  }

  var body: [Statement] {
    let idle = Unsigned.register("idle", 32, reset: 0)
    when(!running || progress) { idle <== 0 }.otherwise { idle <== idle &+ 1 }
    let elapsed = Unsigned.register("elapsed", 32, reset: 0)
    when(!running) { elapsed <== 0 }.otherwise { elapsed <== elapsed &+ 1 }
    expires <== running && timeLimit.anyBit && elapsed .>= timeLimit
    barks <== running && !progress && limit.anyBit && idle .>= limit
  }
}
