import Network

/// The numbers of a layer as the array sees them, whatever their type was.
public struct LayerData: Sendable {
  /// (N, H, W, C).
  public let ifmap: [Int32]
  /// (M, R, S, C / G).
  public let weights: [Int32]
  /// What padding and absent channels are delivered as.
  public let zeroPoint: Int32

  /// Numbers of any type, row by row as tensors hold them.
  ///
  /// - Parameters:
  ///   - ifmap: shape (N, H, W, C).
  ///   - weights: shape (M, R, S, C / G).
  ///   - zeroPoint: of the ifmap.
  ///
  /// - Precondition: each number fits 32 bits with its sign.
  public init<Activation: FixedWidthInteger, Weight: FixedWidthInteger>(
    ifmap: [Activation], weights: [Weight], zeroPoint: Int
  ) {
    self.ifmap = ifmap.map { Int32($0) }
    self.weights = weights.map { Int32($0) }
    self.zeroPoint = Int32(zeroPoint)
  }
}
