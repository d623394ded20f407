import BigInt

/// A file of Verilog that holds one module, or the contents of a memory that stands in one.
public struct VerilogFile: Hashable, Sendable {
  /// `<module>.v`, or `<module>.<memory>.hex` for contents that the module reads by that name.
  public let name: String
  /// The whole text.
  public let contents: String

  /// A file by its name, without a folder, and its text.
  public init(name: String, contents: String) {
    self.name = name
    self.contents = contents
  }

  /// Whether it holds a module.
  public var isModule: Bool { !name.hasSuffix(Self.contentsSuffix) }

  static let contentsSuffix = ".hex"

  /// Words in the format of `$readmemh`, one a line.
  init(words: [BigUInt], width: Int, name: String) {
    let digits = (width + 3) / 4
    let lines = words.map { word -> String in
      let text = String(word, radix: 16, uppercase: true)
      return String(repeating: "0", count: digits - text.count) + text + "\n"
    }
    self.init(name: name, contents: lines.joined())
  }
}
