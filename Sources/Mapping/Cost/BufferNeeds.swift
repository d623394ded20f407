import Accelerator

/// Words of the buffer that the tiles of a layer take: its psums, and for each copy a part of its output and its input.
public struct BufferNeeds: Hashable, Sendable {
  /// Of each half of the psums, even groups and odd ones; 0 where none wait.
  public let psums: Int
  /// Of a part, and how many of them are there at a time; 0 where the map is in the buffer anyway.
  public let output, outputCopies: Int
  /// The same for the input; no copies where it is in the buffer anyway.
  public let input, inputCopies: Int

  /// Words of all parts and copies together.
  ///
  /// They may need more room, where banks of their own leave gaps.
  public var words: Int { requests.reduce(0) { $0 + $1.words * $1.copies } }

  /// Psums, output and input, in the order in which they are given room.
  public var requests: [BufferAllocator.Request] {
    [
      .psums(psums),
      BufferAllocator.Request(words: output, copies: outputCopies),
      BufferAllocator.Request(words: input, copies: inputCopies),
    ]
  }

  /// Whether an empty buffer has room.
  public func fit(_ architecture: Architecture) -> Bool { fit(BufferAllocator(architecture)) }

  /// Whether a buffer of which some is taken has room.
  public func fit(_ allocator: BufferAllocator) -> Bool { allocator.hasRoom(for: requests) }
}
