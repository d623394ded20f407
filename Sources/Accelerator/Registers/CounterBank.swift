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
      switch events.source(of: counter) {
      case .amount(let amount): count(amount, into: value, name: Name.snakeCase("\(counter)"))
      case .total(let total): value <== total
      }
    }
  }

  @StatementBuilder private func count(_ amount: Unsigned, into value: Unsigned, name: String) -> [Statement] {
    // The amount is registered first, so that counting reaches into no other block's timing.
    let seen = Unsigned.register("\(name)_seen", amount.width, reset: 0)
    let total = Unsigned.register("\(name)_total", Self.bits, reset: 0)
    seen <== mux(running, amount, 0)
    when(clear) { total <== 0 }.elsewhen(seen.anyBit) { total <== total &+ seen.extended(to: Self.bits) }
    value <== total
  }
}
