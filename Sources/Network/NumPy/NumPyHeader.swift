/// The dictionary at the head of a `.npy` file: `{'descr': '<i4', 'fortran_order': False, 'shape': (1, 8), }`.
struct NumPyHeader {
  var descriptor = ""
  var fortranOrder = false
  var shape: [Int] = []

  /// Parses the dictionary literal in `bytes[range]`.
  init(parsing bytes: [UInt8], in range: Range<Int>, file: String) throws(ReadError) {
    var scanner = NumPyHeaderScanner(bytes: bytes, position: range.lowerBound, end: range.upperBound, file: file)
    var seen: Set<String> = []
    try scanner.expect("{")
    while !scanner.take("}") {
      let start = scanner.position
      let key = try scanner.string()
      guard seen.insert(key).inserted else { throw scanner.error("the key '\(key)' stands twice", at: start) }
      try scanner.expect(":")
      switch key {
      case "descr": descriptor = try scanner.string()
      case "fortran_order": fortranOrder = try scanner.boolean()
      case "shape": shape = try scanner.tuple()
      default: throw scanner.error("unknown key '\(key)'", at: start)
      }
      if !scanner.take(",") {
        try scanner.expect("}")
        break
      }
    }
    for key in ["descr", "fortran_order", "shape"] where !seen.contains(key) {
      throw scanner.error("the header has no '\(key)'", at: range.lowerBound)
    }
    guard scanner.isAtEnd else { throw scanner.error("unexpected text after the header's dictionary") }
  }
}

/// Reads the few Python literals that such a header consists of; linear in its length.
private struct NumPyHeaderScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int
  let file: String

  func error(_ problem: String, at offset: Int? = nil) -> ReadError {
    ReadError(
      file: file, location: .byte(offset ?? position), problem: problem,
      remedy: "a header such as {'descr': '|i1', 'fortran_order': False, 'shape': (1, 8, 8, 1), } is expected")
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == end
    }
  }

  mutating func skipSpace() {
    while position < end, [0x20, 0x0A, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// Consumes `character` if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < end, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(ReadError) {
    guard take(character) else { throw error("'\(character)' expected in the header") }
  }

  mutating func string() throws(ReadError) -> String {
    skipSpace()
    guard position < end, bytes[position] == 0x27 || bytes[position] == 0x22 else {
      throw error("a quoted string expected in the header (arrays of records are not supported)")
    }
    let quote = bytes[position]
    let start = position + 1
    position = start
    while position < end, bytes[position] != quote {
      guard bytes[position] >= 0x20, bytes[position] < 0x7F else { throw error("unprintable byte in the header") }
      position += 1
    }
    guard position < end else { throw error("a string in the header has no end", at: start - 1) }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  mutating func boolean() throws(ReadError) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)] where bytes[position..<end].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw error("True or False expected in the header")
  }

  mutating func tuple() throws(ReadError) -> [Int] {
    try expect("(")
    var values: [Int] = []
    while !take(")") {
      guard values.count < FileLimits.rank else {
        throw error("the shape has more than \(FileLimits.rank) dimensions")
      }
      values.append(try integer())
      if !take(",") {
        try expect(")")
        break
      }
    }
    return values
  }

  mutating func integer() throws(ReadError) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while position < end, (0x30...0x39).contains(bytes[position]) {
      value = value * 10 + Int(bytes[position] - 0x30)
      guard value <= Int(UInt32.max) else { throw error("the extent of a dimension is too large", at: start) }
      position += 1
    }
    guard position > start else { throw error("a non-negative integer expected in the shape") }
    return value
  }
}
