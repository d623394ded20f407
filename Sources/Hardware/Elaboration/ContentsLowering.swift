import BigInt
import Foundation

// What memories begin with.
extension DefinitionBuilder {
  /// The contents of a memory; nil where there are none and, with a report, where they are no words of it.
  mutating func lowerContents(of memory: MemoryDeclaration, name: String) -> Netlist.Memory.Contents? {
    guard let contents = memory.contents, memory.depth > 0, memory.width > 0 else { return nil }
    do {
      switch contents.source {
      case .words(let words): return try memory.contents(words, name)
      case .file(let path): return try memory.contents(file: path, name)
      }
    } catch {
      report("memory", error.message, at: memory.location)
      return nil
    }
  }
}

/// Why contents are none.
private struct ContentsError: Error {
  let message: String
}

extension MemoryDeclaration {
  private var isSigned: Bool { word.count == 1 && word[0].isSigned }

  fileprivate func contents(_ words: [BigInt], _ name: String) throws(ContentsError) -> Netlist.Memory.Contents {
    guard words.count <= depth else {
      throw ContentsError(
        message: "'\(name)' has \(depth) words, but its contents have \(words.count): "
          + "leave some out, or make it deeper")
    }
    var result: [BigUInt] = []
    for (index, word) in words.enumerated() {
      let count = BigInt(1) << width
      guard isSigned ? (-(count >> 1)..<(count >> 1)).contains(word) : (0..<count).contains(word) else {
        throw ContentsError(
          message: "word \(index) of the contents of '\(name)' is \(word), which does not fit in its \(width) bits")
      }
      result.append(Bits(truncating: word, width: width).value)
    }
    let rest = [BigUInt](repeating: 0, count: depth - words.count)
    return Netlist.Memory.Contents(words: result + rest, isFile: false)
  }

  fileprivate func contents(file path: String, _ name: String) throws(ContentsError) -> Netlist.Memory.Contents {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ContentsError(
        message: "the contents of '\(name)' cannot be read from '\(path)': is it a text file that is there?")
    }
    var file = HexadecimalFile(path: path, depth: depth, width: width)
    try file.read(text)
    return Netlist.Memory.Contents(words: file.words, isFile: true)
  }
}

/// A file in the format of `$readmemh` while it is read.
private struct HexadecimalFile {
  let path: String
  let width: Int
  private(set) var words: [BigUInt]
  private var address = 0
  private var isComment = false
  private var line = 0

  init(path: String, depth: Int, width: Int) {
    self.path = path
    self.width = width
    words = [BigUInt](repeating: 0, count: depth)
  }

  mutating func read(_ text: String) throws(ContentsError) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      self.line += 1
      for item in withoutComments(line).split(whereSeparator: \.isWhitespace) { try read(item) }
    }
    if isComment { throw error("a comment has no end: write '*/'") }
  }

  private func error(_ message: String) -> ContentsError { ContentsError(message: "\(path):\(line): \(message)") }

  private mutating func withoutComments(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let first = rest.first {
      if isComment {
        isComment = !rest.hasPrefix("*/")
        rest = rest.dropFirst(isComment ? 1 : 2)
      } else if rest.hasPrefix("//") {
        return result
      } else if rest.hasPrefix("/*") {
        isComment = true
        result += " "
        rest = rest.dropFirst(2)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private mutating func read(_ item: Substring) throws(ContentsError) {
    let isAddress = item.hasPrefix("@")
    let digits = item.dropFirst(isAddress ? 1 : 0).filter { $0 != "_" }
    guard !digits.isEmpty, digits.allSatisfy(\.isHexDigit), let value = BigUInt(digits, radix: 16) else {
      throw error("'\(item)' is no hexadecimal number")
    }
    if isAddress {
      guard value < words.count else { throw error("the address \(item) is past the end of \(words.count) words") }
      address = Int(value)
      return
    }
    guard address < words.count else {
      throw error("the word '\(item)' is past the end of \(words.count) words: leave it out, or make the memory deeper")
    }
    guard value.bitWidth <= width else { throw error("the word '\(item)' does not fit in \(width) bits") }
    words[address] = value
    address += 1
  }
}
