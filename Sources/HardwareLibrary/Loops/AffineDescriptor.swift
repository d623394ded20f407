import Hardware

/// What `AffineGenerator` is told of a loop nest: addresses `base + sum of index * stride` in the order of the loops.
public struct AffineDescriptor: Signal {
  /// The address of the first step, when all indices are 0.
  public var base: Unsigned
  /// The last index of each level, the innermost level first.
  public var limits: [Unsigned]
  /// What is added to the address, modulo its width, when a level moves on and all levels inside it begin again; the
  /// innermost level first.
  ///
  /// `AffineLoops.jumps` computes them from strides.
  public var jumps: [Unsigned]

  /// The shape: bits of each level's index, the innermost level first, and of the address.
  public static func shape(indexWidths: [Int], addressWidth: Int) -> AffineDescriptor {
    AffineDescriptor(
      base: .bits(addressWidth), limits: indexWidths.map { .bits($0) },
      jumps: indexWidths.map { _ in .bits(addressWidth) })
  }
}

/// A loop nest as software writes it, the innermost level first.
public struct AffineLoops: Hashable, Sendable {
  /// The address of the first step, when all indices are 0.
  public var base: Int
  /// The number of iterations of each level, at least 1.
  public var counts: [Int]
  /// How far apart the addresses of one level's successive iterations are, in either direction.
  public var strides: [Int]

  /// - Precondition: a stride for each count, and every count at least 1.
  public init(base: Int, counts: [Int], strides: [Int]) {
    precondition(counts.count == strides.count, "\(counts.count) counts but \(strides.count) strides")
    precondition(counts.allSatisfy { $0 >= 1 }, "a loop of fewer than one iteration in \(counts)")
    self.base = base
    self.counts = counts
    self.strides = strides
  }

  /// The last index of each level.
  public var limits: [Int] { counts.map { $0 - 1 } }

  /// How far each level's step jumps: its stride, less the way that the levels inside it have come.
  public var jumps: [Int] {
    var way = 0
    return zip(limits, strides).map { limit, stride in
      defer { way += limit * stride }
      return stride - way
    }
  }
}
