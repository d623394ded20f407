extension JSONValue {
  /// Reads a JSON text (RFC 8259) in UTF-8, with or without a byte order mark.
  ///
  /// Strict: a key that stands twice in an object is an error, and so is whatever follows the value.
  ///
  /// - Throws: ``JSONError`` with the place of the first thing that is wrong.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }
}

/// Reads the bytes of a JSON text from the first to the last one.
private struct JSONParser {
  /// Lists and objects within one another: more would be an attempt to exhaust the stack.
  private static let maximumDepth = 64

  private let bytes: [UInt8]
  private var position = 0
  /// A position whose place is known, from which that of a later one is found: a line may be as long as the file.
  private var mark = (position: 0, line: 1, column: 1)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      mark.position = 3
    }
  }

  mutating func document() throws(JSONError) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONError(TextPlace(line: 1, column: 1), "this is not JSON: it is no text in UTF-8")
    }
    let value = try value(depth: 0)
    skipBlanks()
    guard next == nil else { throw unexpected("nothing more") }
    return value
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipBlanks()
    let start = place()
    guard depth <= Self.maximumDepth else {
      throw JSONError(start, "more than \(Self.maximumDepth) lists and objects lie within one another")
    }
    let content: JSONValue.Content
    switch next {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth))
    case UInt8(ascii: "["): content = .list(try elements(depth: depth))
    case UInt8(ascii: "\""): content = .text(try string())
    case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): content = .number(try number())
    case UInt8(ascii: "t") where take("true"): content = .flag(true)
    case UInt8(ascii: "f") where take("false"): content = .flag(false)
    case UInt8(ascii: "n") where take("null"): content = .null
    default: throw unexpected("a value")
    }
    return JSONValue(content: content, place: start)
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
    position += 1
    var (members, keys): ([JSONMember], Set<String>) = ([], [])
    skipBlanks()
    if takeByte("}") { return members }
    while true {
      skipBlanks()
      let start = place()
      guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw JSONError(start, "\"\(key.shown())\" stands twice", "once is expected")
      }
      skipBlanks()
      guard takeByte(":") else { throw unexpected("a colon") }
      members.append(JSONMember(key: key, place: start, value: try value(depth: depth + 1)))
      skipBlanks()
      if takeByte("}") { return members }
      guard takeByte(",") else { throw unexpected("a comma or }") }
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    position += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if takeByte("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if takeByte("]") { return elements }
      guard takeByte(",") else { throw unexpected("a comma or ]") }
    }
  }

  // MARK: Numbers

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = takeByte("-")
    if !takeByte("0") { try digits() }
    if takeByte(".") { try digits() }
    if takeByte("e") || takeByte("E") {
      if !takeByte("+") { _ = takeByte("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = next, Self.isDigit(byte) { position += 1 }
    guard position > start else { throw unexpected("a digit") }
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    let start = place()
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += String(try escape()).utf8
      case 0..<0x20: throw JSONError(place(), "this is not JSON: a control character stands in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw JSONError(start, "this is not JSON: a string has no closing quote")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = place()
    position += 1
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let byte = next, let scalar = simple[byte] {
      position += 1
      return scalar
    }
    guard let first = codeUnit() else { throw JSONError(start, "this is not JSON: no such escape in a string") }
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half a pair of surrogates: the other one follows.
    guard (0xD800..<0xDC00).contains(first), takeByte("\\"), let second = codeUnit(), (0xDC00..<0xE000).contains(second)
    else { throw JSONError(start, "this is not JSON: half a character is escaped in a string") }
    return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)!
  }

  /// `u` and four hexadecimal digits.
  private mutating func codeUnit() -> UInt16? {
    guard next == UInt8(ascii: "u"), position + 5 <= bytes.count else { return nil }
    let digits = bytes[position + 1..<position + 5]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 5
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  // MARK: Bytes

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Where `position` is.
  private mutating func place() -> TextPlace {
    // Bytes that go on with a scalar do not begin one.
    mark.column += bytes[mark.position..<position].count { $0 & 0xC0 != 0x80 }
    mark.position = position
    return TextPlace(line: mark.line, column: mark.column)
  }

  private mutating func takeByte(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      position += 1
      if byte == 0x0A { mark = (position, mark.line + 1, 1) }
    }
  }

  private mutating func unexpected(_ wanted: String) -> JSONError {
    guard position < bytes.count else {
      return JSONError(place(), "this is not JSON: \(wanted) is expected, but the file ends")
    }
    let found = String(decoding: bytes[position...].prefix(4), as: UTF8.self).first.map { String($0).shown() } ?? ""
    return JSONError(place(), "this is not JSON: \(wanted) is expected, not \"\(found)\"")
  }
}
