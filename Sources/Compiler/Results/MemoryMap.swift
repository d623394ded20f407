import Foundation

/// What lies where in DRAM: for clients that know nothing of the compiler.
///
/// Offsets and sizes are in bytes, from the base that the host sets.
public struct MemoryMap: Codable, Hashable, Sendable {
  /// A range of bytes with one purpose.
  public struct Region: Codable, Hashable, Sendable {
    /// What is in the range: the program, weights, constant operands, the input that the host writes,
    /// feature maps between operators, or the output that the host reads.
    public enum Content: String, Codable, Sendable {
      case program, weights, constant, input, map, output
    }

    /// What it is for, as listings show it.
    public let name: String
    /// The kind of its content.
    public let content: Content
    /// Bytes from the base of the memory.
    public let offset: Int
    /// How many bytes there are.
    public let bytes: Int
    /// Whether the program writes it.
    public let isWritten: Bool
  }

  /// Where a tensor lies, and how.
  public struct TensorPlace: Codable, Hashable, Sendable {
    /// What the network's file calls it.
    public let name: String
    /// The operator that writes it; nil for the input.
    public let operatorIndex: Int?
    /// The extents as the network has them, outermost first; how it lies in memory says `map`.
    public let shape: [Int]
    /// The layout of its elements, before compression.
    public let map: FeatureMap
    /// The element that stands for the real number 0; it fills up vectors and rows.
    public let zeroPoint: Int
    /// Bytes from the base of the memory.
    public let offset: Int
    /// Absent where the map lies there as it is in the buffer.
    public let compression: MapCompression?

    /// Bytes that belong to it.
    public var bytes: Int { compression?.bytes ?? map.bytes }
  }

  /// DRAM that the program needs, from the base on.
  public let size: Int
  /// Where the program begins.
  public let programOffset: Int
  /// In the order of their offsets.
  public let regions: [Region]
  /// Where the host puts the input.
  ///
  /// Its map is the layout that the program needs, whatever shape the network's own input has: reshapes at the
  /// network's beginning are done by that.
  public let input: TensorPlace
  /// Where it puts the same elements again, in other layouts, for a network that reads its input in several shapes.
  public let inputCopies: [TensorPlace]
  /// What the hardware computes last.
  ///
  /// The host's operators, if there are any, begin with it.
  public let output: TensorPlace
  /// All tensors that are in DRAM when the program has ended, in the order of the operators.
  public let tensors: [TensorPlace]

  /// All places of the input, in the order of their offsets.
  public var inputPlaces: [TensorPlace] { ([input] + inputCopies).sorted { $0.offset < $1.offset } }

  /// As text that is the same for the same map.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
