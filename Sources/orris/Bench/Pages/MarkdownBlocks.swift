/// Parts of a Markdown page that a command writes: between a line `<!-- orris NAME -->` and the next `<!-- end -->`.
struct MarkdownBlocks {
  private let lines: [Substring]
  /// In their order: the name, and the lines between the marks.
  private let blocks: [(name: String, range: Range<Int>)]

  var names: [String] { blocks.map(\.name) }

  /// - Parameter path: the page's file, for messages.
  /// - Throws: `CommandFailure` where marks do not belong together.
  init(_ text: String, path: String) throws(CommandFailure) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var blocks: [(name: String, range: Range<Int>)] = []
    var open: (name: String, start: Int)?
    for (index, line) in lines.enumerated() {
      if line == "<!-- end -->" {
        guard let begun = open else {
          throw CommandFailure(.badInput, "\(path), line \(index + 1): this mark ends nothing")
        }
        blocks.append((begun.name, begun.start..<index))
        open = nil
      } else if line.hasPrefix("<!-- orris "), line.hasSuffix(" -->") {
        if let open { throw Self.unended(open, path) }
        open = (String(line.dropFirst(11).dropLast(4)), index + 1)
      }
    }
    if let open { throw Self.unended(open, path) }
    self.blocks = blocks
  }

  private static func unended(_ block: (name: String, start: Int), _ path: String) -> CommandFailure {
    CommandFailure(.badInput, "\(path), line \(block.start): nothing ends \(block.name); <!-- end --> does")
  }

  /// The page with other contents of those blocks for which there are some.
  func replaced(by contents: [String: String]) -> String {
    var (result, position): ([Substring], Int) = ([], 0)
    for block in blocks {
      guard let content = contents[block.name] else { continue }
      result += lines[position..<block.range.lowerBound]
      result += [""] + content.split(separator: "\n", omittingEmptySubsequences: false) + [""]
      position = block.range.upperBound
    }
    return (result + lines[position...]).joined(separator: "\n")
  }
}
