/// A table in a FlatBuffer: fields found through a vtable, absent ones have their default.
struct FlatBufferTable: Sendable {
  let buffer: FlatBuffer
  let position: Int
  private let vtable: Int
  private let vtableSize: Int
  private let size: Int

  init(_ buffer: FlatBuffer, at position: Int) throws(ReadError) {
    self.buffer = buffer
    self.position = position
    vtable = position - Int(try buffer.signed32(at: position))
    try buffer.check(vtable, count: 4, what: "the description of a table")
    vtableSize = Int(try buffer.unsigned16(at: vtable))
    size = Int(try buffer.unsigned16(at: vtable + 2))
    try buffer.check(vtable, count: vtableSize, what: "the description of a table")
    try buffer.check(position, count: size, what: "a table")
    guard vtableSize >= 4, vtableSize % 2 == 0, size >= 4 else {
      throw ReadError(
        file: buffer.file, location: .byte(vtable), problem: "the description of a table is inconsistent",
        remedy: "the file is damaged")
    }
  }

  /// Where field `index` stands, or nil if it is absent.
  private func field(_ index: Int, byteCount: Int) throws(ReadError) -> Int? {
    let entry = 4 + 2 * index
    guard entry + 2 <= vtableSize else { return nil }
    let offset = Int(try buffer.unsigned16(at: vtable + entry))
    guard offset != 0 else { return nil }
    guard offset >= 4, offset + byteCount <= size else {
      throw ReadError(
        file: buffer.file, location: .byte(vtable + entry), problem: "a field lies outside its table",
        remedy: "the file is damaged")
    }
    return position + offset
  }

  func int8(_ index: Int, default value: Int = 0) throws(ReadError) -> Int {
    guard let place = try field(index, byteCount: 1) else { return value }
    return Int(Int8(truncatingIfNeeded: try buffer.integer(at: place, 1)))
  }

  func int32(_ index: Int, default value: Int = 0) throws(ReadError) -> Int {
    guard let place = try field(index, byteCount: 4) else { return value }
    return Int(try buffer.signed32(at: place))
  }

  func unsigned32(_ index: Int) throws(ReadError) -> Int {
    guard let place = try field(index, byteCount: 4) else { return 0 }
    return Int(try buffer.unsigned32(at: place))
  }

  func unsigned64(_ index: Int) throws(ReadError) -> UInt64 {
    guard let place = try field(index, byteCount: 8) else { return 0 }
    return try buffer.integer(at: place, 8)
  }

  func float(_ index: Int) throws(ReadError) -> Float {
    guard let place = try field(index, byteCount: 4) else { return 0 }
    return Float(bitPattern: try buffer.unsigned32(at: place))
  }

  func hasField(_ index: Int) throws(ReadError) -> Bool { try field(index, byteCount: 1) != nil }

  func table(_ index: Int) throws(ReadError) -> FlatBufferTable? {
    guard let place = try field(index, byteCount: 4) else { return nil }
    return try FlatBufferTable(buffer, at: try buffer.target(at: place))
  }

  /// A vector of elements of `stride` bytes; 4 for tables, which are stored as offsets.
  func vector(_ index: Int, stride: Int) throws(ReadError) -> FlatBufferVector? {
    guard let place = try field(index, byteCount: 4) else { return nil }
    return try FlatBufferVector(buffer, at: try buffer.target(at: place), stride: stride)
  }

  /// A string fit for a message: cut off where it gets long, anything but printable ASCII replaced.
  func string(_ index: Int) throws(ReadError) -> String {
    guard let vector = try vector(index, stride: 1) else { return "" }
    let longest = 128
    let text = vector.bytes.prefix(longest).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
    return String(decoding: text, as: UTF8.self) + (vector.count > longest ? "..." : "")
  }
}
