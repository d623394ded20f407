/// A value in a FlatBuffer, for tests that need files which no converter would write.
public indirect enum FlatBufferValue: Sendable {
  case int8(Int8)
  case int32(Int32)
  case uint64(UInt64)
  case float(Float)
  case string(String)
  case bytes([UInt8])
  case int32s([Int32])
  case int64s([Int64])
  case floats([Float])
  /// Fields by their number.
  case table([Int: FlatBufferValue])
  case tables([FlatBufferValue])
}

/// Writes a FlatBuffer from the root to the leaves: what a table refers to stands behind it.
public struct FlatBufferWriter {
  private var bytes: [UInt8] = []

  /// The file with `root`, which must be a table.
  public static func file(root: FlatBufferValue, identifier: String) -> [UInt8] {
    var writer = FlatBufferWriter()
    writer.append(UInt32(0))
    writer.bytes += identifier.utf8
    writer.refer(from: 0, to: root)
    return writer.bytes
  }

  private mutating func append<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  private mutating func patch<T: FixedWidthInteger>(_ value: T, at position: Int) {
    withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(position..<position + $0.count, with: $0) }
  }

  private mutating func refer(from position: Int, to value: FlatBufferValue) {
    let target = write(value)
    patch(UInt32(target - position), at: position)
  }

  /// Writes something that is stored by reference and returns where it is.
  private mutating func write(_ value: FlatBufferValue) -> Int {
    if case .table(let fields) = value { return write(table: fields) }
    let position = bytes.count
    switch value {
    case .string(let text):
      append(UInt32(text.utf8.count))
      bytes += text.utf8
      bytes.append(0)
    case .bytes(let values):
      append(UInt32(values.count))
      bytes += values
    case .int32s(let values):
      append(UInt32(values.count))
      values.forEach { append($0) }
    case .int64s(let values):
      append(UInt32(values.count))
      values.forEach { append($0) }
    case .floats(let values):
      append(UInt32(values.count))
      values.forEach { append($0.bitPattern) }
    case .tables(let tables):
      append(UInt32(tables.count))
      let first = bytes.count
      for _ in tables { append(UInt32(0)) }
      for (index, table) in tables.enumerated() { refer(from: first + 4 * index, to: table) }
    case .int8, .int32, .uint64, .float, .table: preconditionFailure("not stored by reference: \(value)")
    }
    return position
  }

  private mutating func write(table fields: [Int: FlatBufferValue]) -> Int {
    let count = (fields.keys.max() ?? -1) + 1
    let sorted = fields.sorted { $0.key < $1.key }
    // Every field gets 8 bytes, whatever its size.
    let vtable = bytes.count
    append(UInt16(4 + 2 * count))
    append(UInt16(4 + 8 * fields.count))
    for _ in 0..<count { append(UInt16(0)) }
    let table = bytes.count
    append(Int32(table - vtable))
    for (slot, (number, value)) in sorted.enumerated() {
      patch(UInt16(4 + 8 * slot), at: vtable + 4 + 2 * number)
      switch value {
      case .int8(let number): append(Int64(number))
      case .int32(let number): append(Int64(number))
      case .uint64(let number): append(number)
      case .float(let number): append(UInt64(number.bitPattern))
      default: append(UInt64(0))
      }
    }
    for (slot, (_, value)) in sorted.enumerated() {
      switch value {
      case .int8, .int32, .uint64, .float: break
      default: refer(from: table + 4 + 8 * slot, to: value)
      }
    }
    return table
  }
}
