/// Words with explicit ports: each `read` and each `write` in the source is one port.
///
/// ```swift
/// let words = Memory("words", depth: 512, of: Unsigned.bits(64))
/// when(writeEnable) { words.write(data, at: writeAddress) }
/// readData <== words.read("read_word", at: readAddress, enable: readEnable, underWrite: .undefined)
/// ```
public struct Memory<Word: Signal>: Sendable {
  /// The number of words.
  public let depth: Int
  let word: Word
  let declaration: MemoryDeclaration

  /// - Parameters:
  ///   - name: the name in Verilog; without one, that of the property that holds the memory.
  ///   - depth: words, at least 1.
  ///   - word: the shape of a word.
  ///   - contents: what the words are at the start, in the Verilog an `initial` block; a memory that is never written is a
  ///     ROM. Without them nobody may rely on a word before it is written.
  ///   - fileID: the caller's file.
  ///   - line: the caller's line.
  public init(
    _ name: String? = nil, depth: Int, of word: Word, contents: MemoryContents? = nil,
    fileID: StaticString = #fileID, line: UInt = #line
  ) {
    self.depth = depth
    self.word = word
    declaration = MemoryDeclaration(
      name: name.map(Name.snakeCase), word: word.leaves.map(\.type), depth: depth, contents: contents,
      location: SourceLocation(fileID, line))
  }

  /// Bits of an address.
  public var addressWidth: Int { Netlist.addressWidth(of: depth) }

  /// The word at an address.
  /// - Parameters:
  ///   - name: the name of the data in Verilog.
  ///   - address: the word's number; one of fewer bits than `addressWidth` reaches the first words only.
  ///   - enable: with latency 1, whether the data register takes a new word; it keeps the last one otherwise.
  ///   - latency: whether the data follow the address at once or after the next rising edge.
  ///   - underWrite: what a registered read gives of a word that is written at the same edge.
  ///   - domain: the clock of a registered read.
  ///   - fileID: the caller's file.
  ///   - line: the caller's line.
  public func read(
    _ name: String, at address: Unsigned, enable: Bit = true, latency: Netlist.Latency = .registered,
    underWrite: Netlist.ReadUnderWrite = .undefined, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Word {
    let port = MemoryReadPort(memory: declaration, latency: latency, readUnderWrite: underWrite, domain: domain)
    let data = Declaration(
      .memoryRead(port), type: declaration.wordType, name: Name.snakeCase(name),
      operands: [declaration.address(address.expression), enable.expression], location: SourceLocation(fileID, line))
    return word.unpacked(from: Unsigned(expression: data.expression))
  }

  /// Writes at the next rising edge, where this statement stands.
  public func write(
    _ value: Word, at address: Unsigned, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Statement {
    write(value, at: address, mask: nil, domain: domain, fileID: fileID, line: line)
  }

  /// Writes the parts of the word whose mask bit is set.
  /// - Parameters:
  ///   - value: the word.
  ///   - address: the word's number; nothing is written past the end.
  ///   - mask: one bit for each equal part of the word, the least significant part first; nil writes the whole word.
  ///   - domain: the clock.
  ///   - fileID: the caller's file.
  ///   - line: the caller's line.
  public func write(
    _ value: Word, at address: Unsigned, mask: Unsigned?, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Statement {
    let write = MemoryWrite(
      memory: declaration, address: declaration.address(address.expression), data: value.packed.expression,
      mask: mask?.expression,
      domain: domain)
    return Statement(.write(write), location: SourceLocation(fileID, line))
  }
}

extension Netlist {
  /// Bits that number `depth` things, at least 1.
  public static func addressWidth(of depth: Int) -> Int {
    max(1, Int.bitWidth - (depth - 1).leadingZeroBitCount)
  }
}

final class MemoryDeclaration: Sendable {
  let name: String?
  /// The leaves of a word, in packed order.
  let word: [LeafType]
  let depth: Int
  let contents: MemoryContents?
  let location: SourceLocation
  // Written while the module that declares it is made.
  nonisolated(unsafe) private(set) var attributes: [Attribute] = []

  init(name: String?, word: [LeafType], depth: Int, contents: MemoryContents?, location: SourceLocation) {
    self.name = name
    self.word = word
    self.depth = depth
    self.contents = contents
    self.location = location
  }

  func add(_ attribute: Attribute) { attributes.append(attribute) }

  var width: Int { word.reduce(0) { $0 + $1.width } }

  /// The type of a word on its way out; a packed structure is a bare number.
  var wordType: LeafType { word.count == 1 ? word[0] : LeafType(width: width) }

  /// An address in the width that numbers all words.
  ///
  /// A narrower one is extended: it reaches the first words only, which is nobody's mistake.
  func address(_ address: Expression) -> Expression {
    let width = Netlist.addressWidth(of: depth)
    if let literal = address.literalValue, literal >= depth {
      return .poison("the address \(literal) is past the end of a memory of \(depth) words")
    }
    if address.width > width {
      return .poison(
        "an address of \(address.width) bits, but \(width) number the \(depth) words of the memory: "
          + "write .truncated(to: \(width))")
    }
    return address.widened(to: width)
  }
}

struct MemoryReadPort: Sendable {
  let memory: MemoryDeclaration
  let latency: Netlist.Latency
  let readUnderWrite: Netlist.ReadUnderWrite
  let domain: ClockDomain
}

struct MemoryWrite: Sendable {
  let memory: MemoryDeclaration
  let address: Expression
  let data: Expression
  let mask: Expression?
  let domain: ClockDomain
}
