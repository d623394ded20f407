import BigInt

/// A file of Verilog that holds one module, or the contents of a memory that stands in one.
public struct VerilogFile: Hashable, Sendable {
  /// `<module>.v` or `<module>.sv`, or `<module>.<memory>.hex` for contents that the module reads by that name.
  public let name: String
  /// The whole text.
  public let contents: String
  /// The line of Swift that each line comes from, by its number from 1; those that come from none are left out.
  public let sources: [Int: SourceLocation]

  /// A file by its name, without a folder, its text, and the Swift that its lines come from.
  public init(name: String, contents: String, sources: [Int: SourceLocation] = [:]) {
    self.name = name
    self.contents = contents
    self.sources = sources
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
