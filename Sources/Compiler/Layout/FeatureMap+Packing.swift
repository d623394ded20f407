extension FeatureMap {
  /// The bytes of a map.
  ///
  /// - Parameters:
  ///   - elements: row by row, column by column, channel by channel: those of a tensor (N, H, W, C) in their order.
  ///   - zeroPoint: what the lanes past the last channel and the columns past the last one hold.
  public func packed<Element: FixedWidthInteger>(_ elements: [Element], zeroPoint: Int) -> [UInt8] {
    precondition(elements.count == count, "\(elements.count) elements for a map of \(count)")
    let filling = (0..<elementBytes).map { UInt8(truncatingIfNeeded: zeroPoint >> (8 * $0)) }
    var result = [UInt8]()
    result.reserveCapacity(bytes)
    for _ in 0..<bytes / elementBytes { result += filling }
    for row in 0..<rows {
      for column in 0..<columns {
        let first = (row * columns + column) * channels
        for channel in 0..<channels {
          let value = Int(elements[first + channel])
          let offset = byteOffset(row: row, column: column, channel: channel)
          for byte in 0..<elementBytes { result[offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
        }
      }
    }
    return result
  }

  /// The elements of a map, in the order in which `packed` takes them.
  public func unpacked<Element: FixedWidthInteger>(_ bytes: some RandomAccessCollection<UInt8>) -> [Element] {
    precondition(bytes.count == self.bytes, "\(bytes.count) bytes for a map of \(self.bytes)")
    let bytes = Array(bytes)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for row in 0..<rows {
      for column in 0..<columns {
        for channel in 0..<channels {
          let offset = byteOffset(row: row, column: column, channel: channel)
          var value = Int(Int8(bitPattern: bytes[offset + elementBytes - 1]))
          for byte in (0..<elementBytes - 1).reversed() { value = value << 8 | Int(bytes[offset + byte]) }
          elements.append(Element(truncatingIfNeeded: value))
        }
      }
    }
    return elements
  }
}
