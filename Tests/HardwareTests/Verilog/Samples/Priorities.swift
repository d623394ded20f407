import Hardware

extension Samples {
  /// Wires with conditions: some share a block, some must not, since they follow each other.
  struct Priorities: Module {
    let requests: Unsigned
    let urgent, hold: Bit
    let level: Unsigned
    let grant, busy: Bit
    let waiting, last: Unsigned

    init() {
      requests = .input(4)
      (urgent, hold) = (.input(), .input())
      level = .output(2)
      (grant, busy) = (.output(), .output())
      waiting = .outputRegister(3, reset: 0)
      last = .outputRegister(2)
    }

    var body: [Statement] {
      level <== 0
      grant <== false
      when(urgent) {
        level <== 3
        grant <== true
      }
      .elsewhen(requests[1]) {
        level <== 2
        grant <== !hold
      }
      .elsewhen(requests[0] && !requests[3]) { level <== 1 }

      // `busy` follows `level`, which the same conditions drive.
      when(hold) { busy <== false }
        .otherwise { busy <== level .!= 0 }

      when(grant) {
        last <== level
        waiting <== 0
      }
      .elsewhen(requests .!= 0) { waiting <== waiting &+ 1 }

      let wasGranted = Bit.register("was_granted", reset: false)
      wasGranted <== grant
      expect(!wasGranted || waiting .== 0, "a grant ends the wait", name: "wait_ends")
    }
  }
}
