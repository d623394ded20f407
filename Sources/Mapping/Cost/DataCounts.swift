/// Words of each kind of data that are read or written somewhere: activations, weights, partial sums, results.
public struct DataCounts: Hashable, Sendable, Codable {
  public var ifmap, filter, psum, ofmap: Int

  public init(ifmap: Int = 0, filter: Int = 0, psum: Int = 0, ofmap: Int = 0) {
    (self.ifmap, self.filter, self.psum, self.ofmap) = (ifmap, filter, psum, ofmap)
  }

  public var total: Int { ifmap + filter + psum + ofmap }

  public static func + (a: DataCounts, b: DataCounts) -> DataCounts {
    DataCounts(ifmap: a.ifmap + b.ifmap, filter: a.filter + b.filter, psum: a.psum + b.psum, ofmap: a.ofmap + b.ofmap)
  }
}
