import Accelerator
import Network

/// A program, with everything that must lie in DRAM before it starts.
public struct CompiledNetwork: Sendable {
  /// Bytes that the host writes before the start.
  public struct Segment: Hashable, Sendable {
    public let offset: Int
    public let bytes: [UInt8]

    public init(offset: Int, bytes: [UInt8]) { (self.offset, self.bytes) = (offset, bytes) }
  }

  public let name: String
  public let architecture: Architecture
  public let memoryMap: MemoryMap
  /// Program, weights and constants; all but the input. In the order of their offsets.
  public let image: [Segment]
  public let instructions: [Instruction]
  /// Operators at the network's end that are left to the host; the first one reads `memoryMap.output`.
  public let hostOperators: [Operator]
  /// What the program does one after the other; after them it ends.
  public let steps: [CompiledStep]
  let headings: [ProgramWriter.Heading]

  /// The bytes of the input's region.
  ///
  /// - Precondition: as many elements as the input has.
  public func inputBytes<Element: FixedWidthInteger>(_ elements: [Element]) -> [UInt8] {
    memoryMap.input.map.packed(elements, zeroPoint: memoryMap.input.zeroPoint)
  }

  /// The tensor whose bytes these are.
  public func tensor<Element: TensorElement & FixedWidthInteger>(
    _ place: MemoryMap.TensorPlace, _ bytes: some RandomAccessCollection<UInt8>
  ) -> Tensor<Element> {
    Tensor(shape: place.shape, elements: place.map.unpacked(bytes))
  }
}
