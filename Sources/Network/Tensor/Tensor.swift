/// A dense array of any rank, row-major: the last index varies fastest.
///
/// Feature maps are NHWC (batch, row, column, channel); weights are (output channel, filter row, filter column,
/// input channel of the group). A tensor of rank 0 holds one element.
public struct Tensor<Element: TensorElement>: Sendable, Hashable {
  /// The extent of each dimension, outermost first; none is negative.
  public let shape: [Int]
  /// All elements in row-major order.
  public private(set) var elements: [Element]

  /// - Precondition: the number of elements is the product of the shape.
  public init(shape: [Int], elements: [Element]) {
    precondition(
      elements.count == shape.reduce(1, *),
      "a tensor of shape \(shape) cannot hold \(elements.count) elements")
    self.shape = shape
    self.elements = elements
  }

  /// A tensor of equal elements, zeros if nothing else is said.
  ///
  /// - Precondition: no extent is negative.
  public init(shape: [Int], repeating value: Element = .zero) {
    precondition(shape.allSatisfy { $0 >= 0 }, "negative extent in \(shape)")
    self.shape = shape
    elements = Array(repeating: value, count: shape.reduce(1, *))
  }

  /// Makes a tensor whose storage `initialize` fills completely, without a first pass of zeros.
  ///
  /// - Parameter initialize: gets a buffer of as many elements as the shape holds and must initialise all of them.
  public init(shape: [Int], filling initialize: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    precondition(shape.allSatisfy { $0 >= 0 }, "negative extent in \(shape)")
    let count = shape.reduce(1, *)
    self.shape = shape
    elements = try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      try initialize(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
  }

  /// How many elements there are: the product of the shape.
  public var count: Int { elements.count }
  /// How many dimensions there are; 0 for a single element.
  public var rank: Int { shape.count }

  /// The element at a position given by one index per dimension.
  public subscript(indices: Int...) -> Element {
    get { elements[offset(of: indices)] }
    set { elements[offset(of: indices)] = newValue }
  }

  /// Where the element at `indices` stands in ``elements``.
  public func offset(of indices: [Int]) -> Int {
    precondition(indices.count == rank, "\(indices.count) indices for a tensor of rank \(rank)")
    var offset = 0
    for (index, extent) in zip(indices, shape) {
      precondition(index >= 0 && index < extent, "index \(indices) outside the shape \(shape)")
      offset = offset * extent + index
    }
    return offset
  }

  /// The indices of the element that stands at `offset` in ``elements``: the inverse of ``offset(of:)``.
  public func indices(of offset: Int) -> [Int] {
    precondition(elements.indices.contains(offset), "offset \(offset) outside a tensor of \(count) elements")
    var rest = offset
    var indices = [Int](repeating: 0, count: rank)
    for dimension in shape.indices.reversed() {
      indices[dimension] = rest % shape[dimension]
      rest /= shape[dimension]
    }
    return indices
  }

  /// The same elements under another shape of as many elements.
  public func reshaped(to shape: [Int]) -> Tensor { Tensor(shape: shape, elements: elements) }

  /// Calls `body` with all elements in row-major order; the buffer is valid during the call only.
  public func withUnsafeBufferPointer<R>(_ body: (UnsafeBufferPointer<Element>) throws -> R) rethrows -> R {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with all elements in row-major order, to be changed in place; the buffer is valid during the call
  /// only and must keep its size.
  public mutating func withUnsafeMutableBufferPointer<R>(
    _ body: (inout UnsafeMutableBufferPointer<Element>) throws -> R
  ) rethrows -> R {
    try elements.withUnsafeMutableBufferPointer(body)
  }
}
