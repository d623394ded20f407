/// Words of each kind of data that are read or written somewhere: activations, weights, partial sums, results, and the
/// program's instructions.
public struct DataCounts: Hashable, Sendable, Codable {
  /// Activations of the input, weights, partial sums, and results.
  public var ifmap, filter, psum, ofmap: Int
  /// Of the program, which is read from DRAM alone; as many words as activations of the same size would be.
  public var program: Int

  /// Counts that are known already, in words; what is not given is 0.
  public init(ifmap: Int = 0, filter: Int = 0, psum: Int = 0, ofmap: Int = 0, program: Int = 0) {
    (self.ifmap, self.filter, self.psum, self.ofmap, self.program) = (ifmap, filter, psum, ofmap, program)
  }

  /// Words of all kinds together.
  public var total: Int { ifmap + filter + psum + ofmap + program }

  /// Adds kind by kind.
  public static func + (a: DataCounts, b: DataCounts) -> DataCounts {
    DataCounts(
      ifmap: a.ifmap + b.ifmap, filter: a.filter + b.filter, psum: a.psum + b.psum, ofmap: a.ofmap + b.ofmap,
      program: a.program + b.program)
  }
}
