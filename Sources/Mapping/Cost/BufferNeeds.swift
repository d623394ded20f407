import Accelerator

/// Words of the buffer that the tiles of a layer take: its psums, and for each copy a part of its output and its input.
public struct BufferNeeds: Hashable, Sendable {
  public let psums: Int
  /// Of a part, and how many of them are there at a time; 0 where the map is in the buffer anyway.
  public let output, outputCopies: Int
  public let input, inputCopies: Int

  public var words: Int { psums + outputCopies * output + inputCopies * input }

  /// Whether an empty buffer has room, where each part begins with a bank of its own as long as there are enough.
  public func fit(_ architecture: Architecture) -> Bool {
    var start = 0
    func place(_ part: Int) -> Bool {
      guard part > 0 else { return true }
      let aligned = divided(start, by: architecture.bufferDepth) * architecture.bufferDepth
      let end = aligned + divided(part, by: architecture.bufferDepth) * architecture.bufferDepth
      start = end <= architecture.bufferWords ? end : start + part
      return start <= architecture.bufferWords
    }
    guard place(psums) else { return false }
    for _ in 0..<outputCopies where !place(output) { return false }
    for _ in 0..<inputCopies where !place(input) { return false }
    return true
  }
}
