/// The element types that tensors, `.npy` files and `.tflite` files share.
public enum ElementType: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case int8, int16, int32, int64, uint8, float32

  /// The size of one element in bytes.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16: 2
    case .int32, .float32: 4
    case .int64: 8
    }
  }

  public var description: String { rawValue }
}

/// A type that can be stored in a ``Tensor`` and in a file.
///
/// Conforming types are plain bit patterns: any bytes of the right number are a valid value.
public protocol TensorElement: Sendable, Hashable, BitwiseCopyable {
  static var elementType: ElementType { get }
  /// The value with its bytes in the opposite order.
  var byteSwapped: Self { get }
  static var zero: Self { get }
}

extension Int8: TensorElement { public static var elementType: ElementType { .int8 } }
extension Int16: TensorElement { public static var elementType: ElementType { .int16 } }
extension Int32: TensorElement { public static var elementType: ElementType { .int32 } }
extension Int64: TensorElement { public static var elementType: ElementType { .int64 } }
extension UInt8: TensorElement { public static var elementType: ElementType { .uint8 } }

extension Float: TensorElement {
  public static var elementType: ElementType { .float32 }
  public var byteSwapped: Float { Float(bitPattern: bitPattern.byteSwapped) }
}
