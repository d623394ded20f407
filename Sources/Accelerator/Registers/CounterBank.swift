import Hardware

/// The performance counters.
struct CounterBank: Module {
  let clear, running: Bit
  let events: CounterEvents
  /// In the order of `PerformanceCounter`.
  let values: [Unsigned]

  var documentation: String? { "Counts what happens while a program runs." }

  static let bits = ProcessingArray.counterBits

  init(_ architecture: Architecture) {
    (clear, running) = (.input(), .input())
    events = CounterEvents.shape(architecture).input()
    values = PerformanceCounter.allCases.map { _ in .output(Self.bits) }
  }

  var body: [Statement] {
    for (counter, value) in zip(PerformanceCounter.allCases, values) {
      if let event = events.event(counter) {
        count(event, into: value, name: Name.snakeCase("\(counter)"))
      } else {
        value <== (counter == .macsDone ? events.compute.macsDone : events.compute.macsGated)
      }
    }
  }

  @StatementBuilder private func count(_ event: Bit, into value: Unsigned, name: String) -> [Statement] {
    // The event is registered first, so that counting reaches into no other block's timing.
    let seen = Bit.register("\(name)_seen", reset: false)
    let total = Unsigned.register("\(name)_total", Self.bits, reset: 0)
    seen <== event && running
    when(clear) { total <== 0 }.elsewhen(seen) { total <== total &+ 1 }
    value <== total
  }
}
