import Testing

@testable import Accelerator

@Suite struct ArchitectureValidationTests {
  private func problems(of architecture: Architecture) -> [String] {
    do {
      try architecture.validated()
      return []
    } catch {
      return error.problems.map(\.text)
    }
  }

  @Test(arguments: Architecture.presetNames)
  func presetsAreLegal(_ name: String) throws {
    let preset = try Architecture(preset: name)
    #expect(try preset.validated() == preset)
  }

  @Test func unknownPresetIsRefusedWithASuggestion() {
    #expect(
      throws: ArchitectureError(problems: [
        "there is no preset \"eyeris\"; did you mean \"eyeriss\"? (the presets are eyeriss, edge, tiny)"
      ])
    ) { try Architecture(preset: "eyeris") }
  }

  /// The ranges as they are documented at the properties.
  @Test(arguments: [
    ("rows", 1...32), ("columns", 1...32), ("activationBits", 4...16), ("weightBits", 1...16), ("psumBits", 8...48),
    ("ifmapScratchpad", 1...256), ("filterScratchpad", 1...4096), ("psumScratchpad", 1...256),
    ("ifmapBusWords", 1...16), ("filterBusWords", 1...16), ("psumBusWords", 1...16), ("inputFIFO", 1...64),
    ("psumFIFO", 1...64),
  ])
  func rangeOfField(_ name: String, _ range: ClosedRange<Int>) {
    let field = Architecture.field(name)
    // Eyeriss shifts its products, so no relation stands in the way of any width.
    for value in [range.lowerBound, range.upperBound] {
      var architecture = Architecture.eyeriss
      field.set(.number(value), in: &architecture)
      #expect(problems(of: architecture) == [])
    }
    for value in [range.lowerBound - 1, range.upperBound + 1, -1, Int.min, Int.max] {
      var architecture = Architecture.eyeriss
      field.set(.number(value), in: &architecture)
      let expected = "\(name) is \(value); \(range.lowerBound) to \(range.upperBound) are possible"
      #expect(problems(of: architecture) == [expected])
    }
  }

  @Test func rangesAreTestedForEveryNumber() {
    let numbers = Architecture.fields.filter { if case .number = $0.storage { true } else { false } }
    #expect(ArchitectureRule.ranges.map(\.fields) == numbers.map { [$0.name] })
    #expect(numbers.count == 22)
  }

  @Test func psumsHoldAProduct() {
    var architecture = Architecture.edge
    architecture.psumBits = 16
    #expect(problems(of: architecture) == [])
    architecture.psumBits = 15
    let problem = """
      psumBits is 15, but products of 8 activationBits and 8 weightBits need 16; 16 to 48 are possible, or any with \
      productShift
      """
    #expect(problems(of: architecture) == [problem])
    architecture.productShift = true
    #expect(problems(of: architecture) == [])
  }

  @Test func allProblemsAreReportedTogether() {
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns, architecture.psumFIFO) = (0, 33, -4)
    architecture.psumBits = 8
    #expect(
      problems(of: architecture) == [
        "rows is 0; 1 to 32 are possible",
        "columns is 33; 1 to 32 are possible",
        "psumFIFO is -4; 1 to 64 are possible",
        "psumBits is 8, but products of 8 activationBits and 8 weightBits need 16; 16 to 48 are possible, or any with "
          + "productShift",
      ])
  }

  @Test func relationsAreNotAskedOfFieldsOutOfRange() {
    var architecture = Architecture.edge
    (architecture.activationBits, architecture.weightBits) = (Int.max, Int.max)
    #expect(
      problems(of: architecture) == [
        "activationBits is \(Int.max); 4 to 16 are possible", "weightBits is \(Int.max); 1 to 16 are possible",
      ])
  }

  @Test func everyStoredPropertyIsAField() {
    let properties = Mirror(reflecting: Architecture.edge).children.compactMap(\.label)
    #expect(Architecture.fields.map(\.name) == properties)
  }

  @Test func optionNamesAreInKebabCase() {
    #expect(
      Architecture.fields.map(\.optionName) == [
        "rows", "columns", "activation-bits", "zero-point", "weight-bits", "psum-bits", "product-shift",
        "ifmap-scratchpad", "filter-scratchpad", "psum-scratchpad", "ifmap-bus-words", "filter-bus-words",
        "psum-bus-words", "input-fifo", "psum-fifo", "buffer-banks", "buffer-depth", "buffer-word-bits",
        "memory-data-bits", "memory-address-bits", "memory-bursts", "filter-prefetch", "channel-table", "compression",
        "run-bits",
      ])
  }
}
