import Hardware

/// The indices of nested loops whose bounds are given at run time.
///
/// Level 0 is the innermost. A step moves level 0 on; a level that stands at its limit goes to 0 and moves the next
/// outer one on; after the last step of all, every index is 0 again. Limits may change while all indices are 0.
///
/// ```waveform
/// cycle      1   2   3   4   5   6   7   8
/// step       ████████████████████████████████
/// indices_0  │0  │1  │2  │0  │1  │2  │0  │1
/// indices_1  │0          │1          │0
/// first      │11 │00     │01 │00     │11 │00
/// last       │00     │01 │00     │11 │00
/// ```
public struct LoopNest: Module {
  /// All indices to 0; comes before `step`.
  public let clear: Bit
  /// On to the next indices.
  public let step: Bit
  /// The last index of each level: the number of its iterations less one.
  public let limits: [Unsigned]
  /// The index of each level, the innermost one first; registers, 0 after a reset.
  public let indices: [Unsigned]
  /// Bit `i`: levels 0 to `i` all stand at their limits, so that a step completes a run of level `i`.
  public let last: Unsigned
  /// Bit `i`: levels 0 to `i` all stand at 0, so that a run of level `i` begins here.
  public let first: Unsigned

  /// - Parameter widths: bits of each level's index, the innermost level first; at least one level.
  public init(widths: [Int]) {
    precondition(!widths.isEmpty, "a loop nest without levels; the least is 1")
    (clear, step) = (.input(), .input())
    limits = widths.map { .input($0) }
    indices = widths.map { .outputRegister($0, reset: 0) }
    last = .output(widths.count)
    first = .output(widths.count)
  }

  /// `loop_nest_` and the bits of each index, the innermost level first.
  public var moduleName: String { "loop_nest_" + indices.map { String($0.width) }.joined(separator: "x") }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "\(indices.count) nested loops with bounds given at run time; 0 is the innermost."
  }

  /// A counter for each level, which moves when all levels inside it stand at their limits.
  public var body: [Statement] {
    let atLimit = indices.indices.map { (indices[$0] .== limits[$0]).named("at_limit_\($0)") }
    let atZero = indices.indices.map { (indices[$0] .== 0).named("at_zero_\($0)") }
    for level in indices.indices {
      let moves: Bit = level == 0 ? step : step && last[level - 1]
      when(clear) { indices[level] <== 0 }
        .elsewhen(moves) { indices[level] <== mux(atLimit[level], 0, indices[level] &+ 1) }
      expect(indices[level] .<= limits[level], "level \(level) stays within its limit", name: "within_\(level)")
    }
    last <== allBelow(atLimit)
    first <== allBelow(atZero)
    limitsStay
    cover("completed", step && last.mostSignificantBit)
  }

  // A register holds the cycle before; it serves the property alone.
  @StatementBuilder private var limitsStay: [Statement] {
    let before = limits.register("limits_were")
    before <== limits
    assume(
      first.mostSignificantBit || before.packed .== limits.packed, "limits change only while all indices are 0",
      name: "limits_stay")
  }

  /// Bit `i`: the flags 0 to `i` are all set.
  private func allBelow(_ flags: [Bit]) -> Unsigned {
    concatenate(flags.indices.reversed().map { Array(flags[0...$0]).all })
  }
}
