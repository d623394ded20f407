import TestSupport
import Testing

@testable import TextFiles

@Suite struct JSONTests {
  private func value(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test func readsAllKindsOfValues() throws {
    let text =
      "\u{FEFF}{\n  \"a\": [1, -2.5e3, true, false, null],\n  \"é\": {\"s\": \"x\\n\\\"\\u00e9\\ud83d\\ude00/\\/\"}}\n"
    let members = try value(text).members(of: "things", example: "{}")
    #expect(members.map(\.key) == ["a", "é"])
    #expect(members.map(\.place) == [TextPlace(line: 2, column: 3), TextPlace(line: 3, column: 3)])
    guard case .list(let list) = members[0].value.content else { return #expect(Bool(false)) }
    #expect(list.map(\.description) == ["1", "-2.5e3", "true", "false", "null"])
    #expect(list.map(\.wholeNumber) == [1, -2500, nil, nil, nil] && list.map(\.number) == [1, -2500, nil, nil, nil])
    #expect(list.map(\.place.column) == [9, 12, 20, 26, 33])
    let inner = try members[1].value.members(of: "things", example: "{}")
    guard case .text(let string) = inner[0].value.content else { return #expect(Bool(false)) }
    #expect(string == "x\n\"é😀//")
    // The place of what follows a letter of two bytes.
    #expect(inner[0].value.place == TextPlace(line: 3, column: 14))
  }

  @Test(arguments: [
    ("", 1, 1, "this is not JSON: a value is expected, but the file ends"),
    ("{\n\"a\" 3}", 2, 5, "this is not JSON: a colon is expected, not \"3\""),
    ("{\"a\": 3,}", 1, 9, "this is not JSON: a key in quotes is expected, not \"}\""),
    ("[1 2]", 1, 4, "this is not JSON: a comma or ] is expected, not \"2\""),
    ("{} {}", 1, 4, "this is not JSON: nothing more is expected, not \"{\""),
    ("[01]", 1, 3, "this is not JSON: a comma or ] is expected, not \"1\""),
    ("[1.]", 1, 4, "this is not JSON: a digit is expected, not \"]\""),
    ("[nul]", 1, 2, "this is not JSON: a value is expected, not \"n\""),
    ("[\"a\u{1B}\"]", 1, 4, "this is not JSON: a control character stands in a string"),
    ("\"\\x\"", 1, 2, "this is not JSON: no such escape in a string"),
    ("\"\\ud83d\"", 1, 2, "this is not JSON: half a character is escaped in a string"),
    ("\"abc", 1, 1, "this is not JSON: a string has no closing quote"),
    ("{\"a\": 1,\n \"b\": 2, \"\\u0061\": 3}", 2, 10, "\"a\" stands twice"),
    ("{\"a\": {\"b\": 2, \"b\": 3}}", 1, 16, "\"b\" stands twice"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ line: Int, _ column: Int, _ problem: String) throws {
    let error = try #require(throws: JSONError.self) { try value(text) }
    #expect(error.place == TextPlace(line: line, column: column) && error.problem == problem)
  }

  /// A line of a megabyte, and more brackets than a stack has room for.
  @Test func hostileTextTakesNoTime() throws {
    let long = "[" + String(repeating: "1,", count: 500_000) + "x]"
    #expect(throws: JSONError.self) { try value(long) }
    #expect(throws: JSONError.self) { try value(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try value(String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func damagedTextNeverCrashes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let original = Array(#"{"a": [1, -2.5e3, "x\u00e9\n\ud83d\ude00"], "b": {"c": null, "d": true}}"#.utf8)
    var (accepted, refused) = (0, 0)
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        bytes[place] =
          Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator) : bytes.randomElement(using: &generator)!
      }
      do {
        _ = try JSONValue(parsing: bytes)
        accepted += 1
      } catch {
        #expect(error.place.line > 0 && error.place.column > 0 && !error.problem.isEmpty, "seed \(seed)")
        refused += 1
      }
    }
    #expect(accepted > 500 && refused > 5000, "\(accepted) accepted, \(refused) refused, seed \(seed)")
  }
}
