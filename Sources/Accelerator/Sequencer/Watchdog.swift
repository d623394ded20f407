import Hardware

/// Counts the cycles in which a program gets nowhere.
struct Watchdog: Module {
  let running, progress: Bit
  /// Cycles after which it barks; 0 for never.
  let limit: Unsigned
  let barks: Bit

  var documentation: String? { "Barks when nothing has moved for too long." }

  init() {
    (running, progress) = (.input(), .input())
    limit = .input(32)
    barks = .outputRegister(reset: false)
  }

  var body: [Statement] {
    let idle = Unsigned.register("idle", 32, reset: 0)
    when(!running || progress) { idle <== 0 }.otherwise { idle <== idle &+ 1 }
    barks <== running && !progress && limit.anyBit && idle .== limit
  }
}
