import Hardware

/// The address of a loop nest whose counters run elsewhere: `base` plus each level's index times its stride.
///
/// Remembers for every level where its current iteration began, so that strides do as they are; one adder.
struct StridedWalk: Module {
  /// Begins at `base`; comes before `step`.
  let restart: Bit
  let base: Unsigned
  let step: Bit
  /// Bit i: levels 0 to i stand at their last index, level 0 being the innermost; without the outermost level.
  let completes: Unsigned
  /// The innermost level first.
  let strides: [Unsigned]
  let address: Unsigned

  private let beginnings: [Unsigned]

  var moduleName: String { "strided_walk_a\(address.width)_l\(strides.count)" }
  var documentation: String? { "The address of \(strides.count) nested loops that are counted elsewhere." }

  /// - Precondition: `levels` is 2 or more.
  init(levels: Int, addressBits: Int) {
    (restart, base, step) = (.input(), .input(addressBits), .input())
    completes = .input(levels - 1)
    strides = (0..<levels).map { _ in .input(addressBits) }
    address = .outputRegister(addressBits)
    beginnings = (1..<levels).map { _ in .register(addressBits) }
  }

  var body: [Statement] {
    let levels = [address] + beginnings
    let outermost = strides.count - 1
    // The innermost level that is not at its end moves on, and those inside it begin where it then is.
    let from = (0..<outermost).reversed().reduce(levels[outermost]) { mux(completes[$1], $0, levels[$1]) }
    let stride = (0..<outermost).reversed().reduce(strides[outermost]) { mux(completes[$1], $0, strides[$1]) }
    let next = (from &+ stride).named("next")

    for (level, beginning) in levels.enumerated() {
      let moves: Bit = level == 0 ? step : step && completes[level - 1]
      when(restart) { beginning <== base }
        .elsewhen(moves) { beginning <== next }
    }
  }
}
