import Network

/// How many outputs have their largest value at the right class; of equal values the first one counts.
struct Accuracy: Codable, Hashable, Sendable {
  let right, inputs: Int
  /// The former as a fraction of the latter.
  let top1: Double

  init(right: Int, inputs: Int) {
    (self.right, self.inputs) = (right, inputs)
    top1 = inputs == 0 ? 0 : (Double(right) / Double(inputs) * 10_000).rounded() / 10_000
  }

  /// - Parameter outputs: a row for each label.
  init(_ outputs: Tensor<Int8>, _ labels: [Int]) {
    self.init(right: zip(outputs.largestOfEachRow, labels).count { $0 == $1 }, inputs: labels.count)
  }

  var text: String { "\(grouped(right)) of \(grouped(inputs)) inputs recognised (\(percent(top1)))" }
}

extension Tensor<Int8> {
  /// For each place of the first dimension where its largest value stands, the first one of equal ones.
  var largestOfEachRow: [Int] {
    let width = count / shape[0]
    return (0..<shape[0]).map { row in
      var best = 0
      for index in 1..<Swift.max(width, 1) where elements[row * width + index] > elements[row * width + best] {
        best = index
      }
      return best
    }
  }
}
