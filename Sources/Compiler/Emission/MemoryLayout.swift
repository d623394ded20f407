import Accelerator

/// Gives away DRAM, in the order of the requests.
struct MemoryLayout {
  /// A map begins at a multiple of this many bytes.
  static let alignment = 64

  private(set) var size = 0

  mutating func place(_ bytes: Int, alignment: Int = MemoryLayout.alignment) -> Int {
    let start = size.rounded(upToMultipleOf: alignment)
    size = start + bytes
    return start
  }
}
