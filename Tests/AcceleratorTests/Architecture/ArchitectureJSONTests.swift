import Foundation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct ArchitectureJSONTests {
  private func problems(in json: String) -> [String] {
    do {
      _ = try Architecture(json: json)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private let tail =
    "the fields are rows, columns, activationBits, zeroPoint, weightBits, psumBits, productShift, "
    + "ifmapScratchpad, filterScratchpad, psumScratchpad, ifmapBusWords, filterBusWords, psumBusWords, inputFIFO, "
    + "psumFIFO, bufferBanks, bufferDepth, bufferWordBits, memoryDataBits, memoryAddressBits, memoryBursts, "
    + "filterPrefetch, channelTable, compression, runBits, preset"

  @Test func textIsSortedAndComplete() {
    #expect(
      Architecture.tiny.json == """
        {
          "activationBits" : 8,
          "bufferBanks" : 8,
          "bufferDepth" : 512,
          "bufferWordBits" : 32,
          "channelTable" : 256,
          "columns" : 4,
          "compression" : false,
          "filterBusWords" : 2,
          "filterPrefetch" : 64,
          "filterScratchpad" : 64,
          "ifmapBusWords" : 1,
          "ifmapScratchpad" : 12,
          "inputFIFO" : 2,
          "memoryAddressBits" : 32,
          "memoryBursts" : 2,
          "memoryDataBits" : 32,
          "productShift" : false,
          "psumBits" : 32,
          "psumBusWords" : 1,
          "psumFIFO" : 2,
          "psumScratchpad" : 8,
          "rows" : 3,
          "runBits" : 3,
          "weightBits" : 8,
          "zeroPoint" : true
        }

        """)
  }

  @Test func randomArchitecturesSurviveTheWayThroughJSON() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var architecture = Architecture.edge
      for field in Architecture.fields {
        switch field.storage {
        case .number(_, let range): field.set(.number(Int.random(in: range, using: &generator)), in: &architecture)
        case .flag: field.set(.flag(Bool.random(using: &generator)), in: &architecture)
        }
      }
      #expect(try Architecture(json: architecture.json) == architecture, "seed \(seed)")
    }
  }

  @Test func presetGivesWhatIsLeftOut() throws {
    var expected = Architecture.tiny
    (expected.rows, expected.zeroPoint) = (5, false)
    #expect(try Architecture(json: #"{"preset": "tiny", "rows": 5, "zeroPoint": false}"#) == expected)
  }

  @Test func missingFieldsAreListed() {
    var text = Architecture.tiny.json
    for line in ["  \"columns\" : 4,\n", "  \"psumFIFO\" : 2,\n"] { text = text.replacing(line, with: "") }
    #expect(
      problems(in: text) == [
        "missing: columns, psumFIFO; all fields are needed, or a \"preset\" (eyeriss, edge, tiny) that gives the others"
      ])
  }

  @Test(arguments: [
    (#"{"preset": "edge", "colums": 4}"#, #"unknown field "colums"; did you mean "columns"?"#),
    (#"{"preset": "edge", "Rows": 4}"#, #"unknown field "Rows"; did you mean "rows"?"#),
    (#"{"preset": "edge", "voltage": 4}"#, #"unknown field "voltage""#),
  ])
  func unknownFieldsAreRefused(_ json: String, _ problem: String) {
    #expect(problems(in: json) == ["line 1, column 20: \(problem)", tail])
  }

  @Test(arguments: [
    (#"{"preset": "edge", "rows": "4"}"#, #"line 1, column 28: rows is "4"; a whole number, 1 to 32, is expected"#),
    (#"{"preset": "edge", "rows": 4.5}"#, "line 1, column 28: rows is 4.5; a whole number, 1 to 32, is expected"),
    (#"{"preset": "edge", "rows": 1e99}"#, "line 1, column 28: rows is 1e99; a whole number, 1 to 32, is expected"),
    (#"{"preset": "edge", "rows": true}"#, "line 1, column 28: rows is true; a whole number, 1 to 32, is expected"),
    (#"{"preset": "edge", "rows": null}"#, "line 1, column 28: rows is null; a whole number, 1 to 32, is expected"),
    (#"{"preset": "edge", "rows": [3]}"#, "line 1, column 28: rows is a list; a whole number, 1 to 32, is expected"),
    (#"{"preset": "edge", "rows": {"a": 3}}"#, "line 1, column 28: rows is an object; a whole number, 1 to 32, is expected"),
    ("{\"preset\": \"edge\",\n  \"rows\": 33}", "line 2, column 11: rows is 33; 1 to 32 are possible"),
    (#"{"preset": "edge", "rows": -9223372036854775808}"#, "line 1, column 28: rows is -9223372036854775808; 1 to 32 are possible"),
    (#"{"preset": "edge", "zeroPoint": 1}"#, "line 1, column 33: zeroPoint is 1; true or false is expected"),
    (#"{"preset": 3}"#, "line 1, column 12: preset is 3; one of eyeriss, edge, tiny is expected"),
    (
      #"{"preset": "egde"}"#,
      #"line 1, column 12: there is no preset "egde"; did you mean "edge"? (the presets are eyeriss, edge, tiny)"#
    ),
    (#"{"preset": "edge", "rows": 3, "rows": 4}"#, #"line 1, column 31: "rows" stands twice; once is expected"#),
    (#"{"preset": "edge", "rows": 3, "preset" : "tiny"}"#, #"line 1, column 31: "preset" stands twice; once is expected"#),
    (
      "[1, 2]",
      #"line 1, column 1: an object with the fields of an architecture is expected, not a list; { "preset": "edge", "rows": 8 } is one"#
    ),
    (
      "12",
      #"line 1, column 1: an object with the fields of an architecture is expected, not 12; { "preset": "edge", "rows": 8 } is one"#
    ),
  ])
  func wrongValuesAreNamed(_ json: String, _ problem: String) {
    #expect(problems(in: json) == [problem])
  }

  @Test(arguments: ["", "{", "rows = 3", #"{"rows": 3"#, #"{"rows" 3}"#, "\u{0}\u{1}"])
  func whatIsNoJSONIsCalledThat(_ text: String) {
    let problems = problems(in: text)
    #expect(problems.count == 1)
    #expect(problems.first?.contains(": this is not JSON: ") == true, "\(problems)")
  }

  @Test func filesAndPlacesAreNamedInOneLineEach() {
    let error = ArchitectureError(
      file: "a\u{1B}.json", problems: [.init("rows is 0", at: .init(line: 2, column: 3)), "one of all"])
    #expect(error.description == "a\\u{1B}.json, line 2, column 3: rows is 0\na\\u{1B}.json: one of all")
    let many = ArchitectureError(problems: (0..<50).map { .init("problem \($0)") })
    #expect(many.description.hasSuffix("problem 19\nand 30 more"))
  }

  @Test func filesAreNamed() {
    let missing = "/nowhere/a.json"
    #expect(throws: ArchitectureError(file: missing, problems: ["there is no such file, or it may not be read"])) {
      try Architecture(jsonFileAt: missing)
    }
    let folder = NSTemporaryDirectory()
    #expect(throws: ArchitectureError(file: folder, problems: ["this is not a regular file, or it may not be read"])) {
      try Architecture(jsonFileAt: folder)
    }
  }

  @Test func damagedFilesNeverCrash() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let original = Array(Architecture.edge.json.utf8)
    for _ in 0..<2000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      // Damage within a number can give another architecture; whatever is refused is refused with a reason.
      do {
        _ = try Architecture(json: String(decoding: bytes, as: UTF8.self))
      } catch {
        #expect(!error.problems.isEmpty, "seed \(seed)")
      }
    }
  }
}
