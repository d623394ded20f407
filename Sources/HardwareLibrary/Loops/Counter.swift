import Hardware

/// Counts from 0 to a limit that is given at run time, and from there to 0 again.
///
/// ```waveform
/// cycle  1   2   3   4   5   6   7   8   9
/// clear  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁
/// step   ████████▁▁▁▁████████████████████████
/// limit  │3
/// value  │0  │1  │2      │3  │0  │1  │2  │0
/// last   ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// ```
public struct Counter: Module {
  /// Back to 0; comes before `step`.
  public let clear: Bit
  /// On to the next value.
  public let step: Bit
  /// The last value, not the number of values: 0 makes a counter that stays at 0.
  public let limit: Unsigned
  /// The number of steps since it was 0; a register, 0 after a reset.
  public let value: Unsigned
  /// Whether the value is the limit, so that a step leads to 0.
  public let last: Bit

  /// - Parameter width: bits of the value.
  public init(width: Int) {
    (clear, step) = (.input(), .input())
    limit = .input(width)
    value = .outputRegister(width, reset: 0)
    last = .output()
  }

  /// `counter_` and the bits of the value.
  public var moduleName: String { "counter_\(value.width)" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Counts from 0 to a limit, and from there to 0 again." }

  /// A register, a comparison with the limit, and an adder.
  public var body: [Statement] {
    when(clear) { value <== 0 }
      .elsewhen(step) { value <== mux(last, 0, value &+ 1) }
    last <== value .== limit
    cover("wrapped", step && last)
  }
}
