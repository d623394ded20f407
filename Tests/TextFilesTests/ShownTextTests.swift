import Testing
import TextFiles

@Suite struct ShownTextTests {
  @Test func plainTextStays() {
    for text in ["", "conv2_1", "Größe é 漢字 😀", "a\\b"] { #expect(text.shown() == text) }
  }

  @Test func whatATerminalObeysIsEscaped() {
    #expect("\u{1B}[31mred\u{7}".shown() == "\\u{1B}[31mred\\u{7}")
    #expect("a\r\nb\tc".shown() == "a\\u{D}\\u{A}b\\u{9}c")
    #expect("\u{9B}31m\u{202E}x\u{2028}\u{200B}\u{FEFF}".shown() == "\\u{9B}31m\\u{202E}x\\u{2028}\\u{200B}\\u{FEFF}")
    #expect("two\nlines\t\u{1B}".shownLines() == "two\nlines\t\\u{1B}")
    // Shown again it stays.
    #expect("\u{1B}".shown().shown() == "\\u{1B}")
  }

  @Test func longTextLosesItsMiddle() {
    let text = String(repeating: "a", count: 1000) + String(repeating: "b", count: 1000)
    #expect(text.shown(limit: 20) == "aaaaaaaaaa ... bbbbb")
    #expect(text.shown(limit: .max) == text)
    // Marks that pile up on one letter count as well.
    #expect(("x" + String(repeating: "\u{301}", count: 5000)).shown().unicodeScalars.count <= 80)
  }

  @Test func longListsEnd() {
    let problems = (1...30).map { "problem \($0)" }
    let lines = listed(problems).split(separator: "\n")
    #expect(lines.count == 21 && lines[19] == "problem 20" && lines[20] == "and 10 more")
    #expect(listed(Array(problems.prefix(21))) == problems.prefix(21).joined(separator: "\n"))
    #expect(listed(names: ["a", "\u{1B}"]) == "a, \\u{1B}")
    #expect(listed(names: problems).hasSuffix("problem 20, and 10 more"))
  }
}
