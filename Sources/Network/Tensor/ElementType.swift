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

  /// The name, as in messages: `int8`.
  public var description: String { rawValue }
}

/// A type that can be stored in a ``Tensor`` and in a file.
///
/// Conforming types are plain bit patterns: any bytes of the right number are a valid value.
public protocol TensorElement: Sendable, Hashable, BitwiseCopyable {
  /// What files and messages call the type.
  static var elementType: ElementType { get }
  /// The value with its bytes in the opposite order.
  var byteSwapped: Self { get }
  /// The value that new tensors are filled with.
  static var zero: Self { get }
}

extension Int8: TensorElement {
  /// `int8`: a two's complement byte.
  public static var elementType: ElementType { .int8 }
}

extension Int16: TensorElement {
  /// `int16`: two's complement, 2 bytes.
  public static var elementType: ElementType { .int16 }
}

extension Int32: TensorElement {
  /// `int32`: two's complement, 4 bytes.
  public static var elementType: ElementType { .int32 }
}

extension Int64: TensorElement {
  /// `int64`: two's complement, 8 bytes.
  public static var elementType: ElementType { .int64 }
}

extension UInt8: TensorElement {
  /// `uint8`: a byte without a sign.
  public static var elementType: ElementType { .uint8 }
}

extension Float: TensorElement {
  /// `float32`: IEEE 754 single precision.
  public static var elementType: ElementType { .float32 }
  /// The value whose four bytes stand in the opposite order; it may be no number at all.
  public var byteSwapped: Float { Float(bitPattern: bitPattern.byteSwapped) }
}
