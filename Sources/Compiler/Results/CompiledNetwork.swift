import Accelerator
import Golden
import Network

/// A program, with everything that must lie in DRAM before it starts.
public struct CompiledNetwork: Sendable {
  /// Bytes that the host writes before the start.
  public struct Segment: Hashable, Sendable {
    /// Bytes from the base of the memory to the first byte of the segment.
    public let offset: Int
    /// What lies there, in the order of addresses.
    public let bytes: [UInt8]

    /// Bytes for a place that counts from the base of the memory.
    public init(offset: Int, bytes: [UInt8]) { (self.offset, self.bytes) = (offset, bytes) }
  }

  /// What messages call the network, for example its file name.
  public let name: String
  /// What the program was compiled for; no other one understands it.
  public let architecture: Architecture
  /// Where program, weights and tensors lie, and how large all of it is.
  public let memoryMap: MemoryMap
  /// Program, weights and constants; all but the input.
  ///
  /// In the order of their offsets.
  public let image: [Segment]
  /// The program in its order; the last one is `end`.
  ///
  /// Each takes 8 bytes from `memoryMap.programOffset` on.
  public let instructions: [Instruction]
  /// Operators at the network's end that are left to the host; the first one reads `memoryMap.output`.
  public let hostOperators: [Operator]
  /// What the program does one after the other; after them it ends.
  public let steps: [CompiledStep]
  let headings: [ProgramWriter.Heading]

  /// What the host writes into the regions of the input, in the order of the offsets, which count from the memory's base.
  ///
  /// - Precondition: as many elements as the input has.
  public func inputSegments<Element: FixedWidthInteger>(_ elements: [Element]) -> [Segment] {
    memoryMap.inputPlaces.flatMap { place in
      MapPlace(offset: place.offset, compression: place.compression).segments(
        place.map.packed(elements, zeroPoint: place.zeroPoint), place.zeroPoint)
    }
  }

  /// The tensor that lies in DRAM as these bytes.
  ///
  /// - Throws: `ChunkError` where they are no compressed map.
  public func tensor<Element: TensorElement & FixedWidthInteger>(
    _ place: MemoryMap.TensorPlace, _ bytes: [UInt8]
  ) throws(ChunkError) -> Tensor<Element> {
    let raw: [UInt8]
    if let compression = place.compression {
      raw = try compression.restored(bytes, zeroPoint: place.zeroPoint)
    } else {
      raw = bytes
    }
    return Tensor(shape: place.shape, elements: place.map.unpacked(raw))
  }
}

extension MemoryMap.TensorPlace {
  /// Bytes that a tensor with these elements takes there: in chunks, with headers, without the room that they do not
  /// need.
  ///
  /// What fills up rows and vectors counts as zero point.
  public func storedBytes<Element: FixedWidthInteger>(_ elements: [Element]) -> Int {
    MapPlace(offset: offset, compression: compression).segments(map.packed(elements, zeroPoint: zeroPoint), zeroPoint)
      .reduce(0) { $0 + $1.bytes.count }
  }
}

/// Where a map lies in DRAM, and whether compressed.
struct MapPlace {
  let offset: Int
  let compression: MapCompression?

  /// What the host writes of a map with these bytes.
  func segments(_ raw: [UInt8], _ zeroPoint: Int) -> [CompiledNetwork.Segment] {
    guard let compression else { return [CompiledNetwork.Segment(offset: offset, bytes: raw)] }
    return compression.segments(raw, zeroPoint: zeroPoint).map {
      CompiledNetwork.Segment(offset: offset + $0.offset, bytes: $0.bytes)
    }
  }
}
