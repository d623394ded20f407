/// A tensor whose element type is known only at run time, as when it comes from a file.
public enum AnyTensor: Sendable, Hashable {
  case int8(Tensor<Int8>)
  case int16(Tensor<Int16>)
  case int32(Tensor<Int32>)
  case int64(Tensor<Int64>)
  case uint8(Tensor<UInt8>)
  case float32(Tensor<Float>)

  /// The type of the elements.
  public var elementType: ElementType {
    switch self {
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .uint8: .uint8
    case .float32: .float32
    }
  }

  /// The extent of each dimension, outermost first.
  public var shape: [Int] {
    switch self {
    case .int8(let tensor): tensor.shape
    case .int16(let tensor): tensor.shape
    case .int32(let tensor): tensor.shape
    case .int64(let tensor): tensor.shape
    case .uint8(let tensor): tensor.shape
    case .float32(let tensor): tensor.shape
    }
  }

  /// The tensor if its elements are of the type that the context asks for.
  public func typed<Element: TensorElement>(as type: Element.Type = Element.self) -> Tensor<Element>? {
    switch self {
    case .int8(let tensor): tensor as? Tensor<Element>
    case .int16(let tensor): tensor as? Tensor<Element>
    case .int32(let tensor): tensor as? Tensor<Element>
    case .int64(let tensor): tensor as? Tensor<Element>
    case .uint8(let tensor): tensor as? Tensor<Element>
    case .float32(let tensor): tensor as? Tensor<Element>
    }
  }
}
