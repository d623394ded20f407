/// Points that no other one beats: none is at least as good in every quantity and better in one.
enum ParetoFront {
  /// - Parameter quantities: of each point; lower is better.
  /// - Returns: the places of the points on the front. Of points that are alike all are on it or none.
  static func indices(_ quantities: [[Double]]) -> [Int] {
    quantities.indices.filter { index in
      !quantities.contains { other in
        zip(other, quantities[index]).allSatisfy { $0 <= $1 } && zip(other, quantities[index]).contains { $0 < $1 }
      }
    }
  }
}
