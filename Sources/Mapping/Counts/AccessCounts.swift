import Accelerator

/// How much there is to do, and how often what is accessed: the counters of the hardware, predicted.
///
/// Those that count cycles are 0.
public struct AccessCounts: Hashable, Sendable {
  private var values = [Int](repeating: 0, count: PerformanceCounter.allCases.count)
  /// The layers' own MACs, those with padding included; the other slots fill up where a mapping does not divide.
  public var usefulMACs = 0
  /// Those of them whose activation is zero or padding.
  public var usefulGatedMACs = 0

  /// Nothing to do and nothing accessed: all counts are 0.
  public init() {}

  /// What the hardware counted; counters that are missing are 0.
  public init(_ counters: [PerformanceCounter: Int]) {
    for (counter, value) in counters { self[counter] = value }
  }

  /// What a counter of the hardware says (docs/registers.md tells what each counts), without the limit of its 48 bits.
  public subscript(counter: PerformanceCounter) -> Int {
    get { values[counter.rawValue] }
    set { values[counter.rawValue] = newValue }
  }

  /// MACs that the PEs at work spend, gated or not.
  public var slots: Int { self[.macsDone] + self[.macsGated] }
  /// Slots in which a PE works on a filter, a channel, a row or a place of the window that the layer does not have.
  public var filledUpMACs: Int { slots - usefulMACs }

  /// Adds counter by counter, as for layers that run one after the other.
  public static func + (left: AccessCounts, right: AccessCounts) -> AccessCounts {
    var sum = left
    sum += right
    return sum
  }

  /// Adds the counters of `right` to those of `left`.
  public static func += (left: inout AccessCounts, right: AccessCounts) {
    for index in left.values.indices { left.values[index] += right.values[index] }
    left.usefulMACs += right.usefulMACs
    left.usefulGatedMACs += right.usefulGatedMACs
  }

  /// So many times the same.
  public static func * (counts: AccessCounts, times: Int) -> AccessCounts {
    var product = counts
    for index in product.values.indices { product.values[index] *= times }
    product.usefulMACs *= times
    product.usefulGatedMACs *= times
    return product
  }
}
