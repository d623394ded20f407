import Hardware

/// How many commands an engine has been given and has completed since the program began.
struct EngineCount: Module {
  let clear: Bit
  let issues: Bit
  /// How many are completed in this cycle, at most 3.
  let completes: Unsigned
  let completed: Unsigned
  /// All that were given are completed.
  let idle: Bit

  var documentation: String? { "Counts the commands of an engine." }

  static let bits = 32

  init() {
    (clear, issues) = (.input(), .input())
    completes = .input(2)
    completed = .outputRegister(Self.bits, reset: 0)
    idle = .output()
  }

  var body: [Statement] {
    let pending = Unsigned.register("pending", Self.bits, reset: 0)
    when(clear) {
      completed <== 0
      pending <== 0
    }
    .otherwise {
      completed <== completed &+ completes.extended(to: Self.bits)
      pending <== pending &+ Unsigned(issues).extended(to: Self.bits) &- completes.extended(to: Self.bits)
    }
    idle <== !pending.anyBit
  }
}
