/// The bytes of a FlatBuffer, with every access checked: the file is untrusted.
///
/// Offsets in a FlatBuffer may be anything, alias one another or point backwards. Nothing here follows an offset
/// before it is known to lie inside the file together with what it points to, and no read depends on alignment.
struct FlatBuffer: Sendable {
  let bytes: [UInt8]
  let file: String

  /// The table that the file starts from.
  func root(identifier: String) throws(ReadError) -> FlatBufferTable {
    guard bytes.count >= 8, bytes[4..<8].elementsEqual(identifier.utf8) else {
      let found = String(decoding: bytes.dropFirst(4).prefix(4), as: UTF8.self)
      if found.count == 4, found.last!.isNumber, found.dropLast() == identifier.dropLast() {
        throw ReadError(
          file: file, location: .byte(4), problem: "this is version \(found) of the format",
          remedy: "\(identifier) is read")
      }
      throw ReadError(
        file: file, location: .byte(4), problem: "the identifier '\(identifier)' is missing",
        remedy: "this is not such a file, or it is damaged")
    }
    return try FlatBufferTable(self, at: Int(try unsigned32(at: 0)))
  }

  func check(_ position: Int, count: Int, what: String) throws(ReadError) {
    guard position >= 0, count >= 0, position <= bytes.count, count <= bytes.count - position else {
      throw ReadError(
        file: file, location: .byte(position), problem: "\(what) of \(count) bytes lies outside the file",
        remedy: "the file has \(bytes.count) bytes; it is truncated or damaged")
    }
  }

  func unsigned16(at position: Int) throws(ReadError) -> UInt16 {
    UInt16(truncatingIfNeeded: try integer(at: position, 2))
  }
  func unsigned32(at position: Int) throws(ReadError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(at: position, 4))
  }
  func signed32(at position: Int) throws(ReadError) -> Int32 { Int32(truncatingIfNeeded: try integer(at: position, 4)) }

  /// A little-endian integer of `count` bytes, not sign-extended.
  func integer(at position: Int, _ count: Int) throws(ReadError) -> UInt64 {
    try check(position, count: count, what: "a value")
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    return value
  }

  /// Where the object lies whose relative offset stands at `position`.
  func target(at position: Int) throws(ReadError) -> Int {
    let offset = Int(try unsigned32(at: position))
    guard offset != 0 else {
      throw ReadError(file: file, location: .byte(position), problem: "an offset of 0", remedy: "the file is damaged")
    }
    return position + offset
  }
}

/// A vector in a FlatBuffer: known to lie inside the file.
struct FlatBufferVector: Sendable {
  let buffer: FlatBuffer
  /// The first element.
  let start: Int
  let count: Int
  /// Bytes from one element to the next.
  let stride: Int

  init(_ buffer: FlatBuffer, at position: Int, stride: Int) throws(ReadError) {
    let count = Int(try buffer.unsigned32(at: position))
    try buffer.check(position + 4, count: count * stride, what: "a vector")
    self.buffer = buffer
    self.start = position + 4
    self.count = count
    self.stride = stride
  }

  var bytes: ArraySlice<UInt8> { buffer.bytes[start..<start + count * stride] }

  /// The table that element `index` refers to.
  func table(_ index: Int) throws(ReadError) -> FlatBufferTable {
    try FlatBufferTable(buffer, at: try buffer.target(at: start + index * stride))
  }

  /// Elements of 4 bytes.
  func int32Values() throws(ReadError) -> [Int] {
    var values: [Int] = []
    for index in 0..<count { values.append(Int(try buffer.signed32(at: start + index * 4))) }
    return values
  }

  func int64(_ index: Int) throws(ReadError) -> Int {
    Int(truncatingIfNeeded: try buffer.integer(at: start + index * 8, 8))
  }

  func float(_ index: Int) throws(ReadError) -> Float {
    Float(bitPattern: try buffer.unsigned32(at: start + index * 4))
  }
}
