import Network

/// The right class of each row of a network's outputs.
struct Labels {
  let classes: [Int]

  /// - Throws: `ReadError` where there is not one class for each row, or one is not of the network's.
  init(npyFileAt path: String, outputShape: [Int]) throws(ReadError) {
    func error(_ problem: String, _ remedy: String) -> ReadError {
      ReadError(file: path, problem: problem, remedy: remedy)
    }
    let tensor = try AnyTensor(npyFileAt: path)
    guard let values = tensor.integers else {
      throw error("its elements are \(tensor.elementType)", "labels are integers: int8, int16, int32, int64 or uint8")
    }
    let rows = outputShape[0]
    guard let count = outputShape.last, outputShape.count > 1, outputShape.reduce(1, *) == rows * count else {
      throw error(
        "labels are of no use for outputs of shape \(outputShape)", "outputs of shape [n, classes] have a class each")
    }
    guard tensor.shape == [rows] || tensor.shape == [rows, 1] else {
      throw error("its shape is \(tensor.shape)", "[\(rows)] is right, a label for each input")
    }
    if let wrong = values.firstIndex(where: { !(0..<count).contains($0) }) {
      throw error("label \(wrong) is \(values[wrong])", "the network has \(count) classes, 0 to \(count - 1)")
    }
    classes = values
  }
}

extension AnyTensor {
  /// The elements, if they are integers.
  fileprivate var integers: [Int]? {
    switch self {
    case .int8(let tensor): tensor.elements.map(Int.init)
    case .int16(let tensor): tensor.elements.map(Int.init)
    case .int32(let tensor): tensor.elements.map(Int.init)
    case .int64(let tensor): tensor.elements.map(Int.init)
    case .uint8(let tensor): tensor.elements.map(Int.init)
    case .float32: nil
    }
  }
}
