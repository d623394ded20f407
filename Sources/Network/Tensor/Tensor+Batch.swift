extension Tensor {
  /// A slice of the first dimension.
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(rank > 0 && range.lowerBound >= 0 && range.upperBound <= shape[0], "no rows \(range) in \(shape)")
    let stride = shape.dropFirst().reduce(1, *)
    return Tensor(
      shape: [range.count] + shape.dropFirst(),
      elements: Array(elements[range.lowerBound * stride..<range.upperBound * stride]))
  }

  /// Joins tensors that differ at most in their first dimension, along that dimension.
  ///
  /// - Precondition: there is at least one tensor, all of rank 1 or more, and the other dimensions agree.
  public static func concatenating(_ tensors: [Tensor]) -> Tensor {
    precondition(!tensors.isEmpty && tensors[0].rank > 0, "nothing to join")
    let inner = Array(tensors[0].shape.dropFirst())
    var elements: [Element] = []
    elements.reserveCapacity(tensors.reduce(0) { $0 + $1.count })
    for tensor in tensors {
      precondition(
        tensor.rank > 0 && Array(tensor.shape.dropFirst()) == inner, "cannot join \(tensor.shape) and \(inner)")
      elements += tensor.elements
    }
    return Tensor(shape: [tensors.reduce(0) { $0 + $1.shape[0] }] + inner, elements: elements)
  }
}
