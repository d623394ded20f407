import Testing

@Suite struct FuzzCommandTests {
  @Test func sameSeedFindsTheSamePairsRight() throws {
    let run = try ToolRun("fuzz", "--count", "4", "--seed", "11")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output == "4 pairs of architecture and layer from seed 11\nall equal the golden model\n")
  }

  @Test func countsBelowOneAreWrongArguments() throws {
    let run = try ToolRun("fuzz", "--count", "0")
    #expect(run.status == 64)
    #expect(run.error.hasPrefix("Error: --count is 0; 1 or more are possible\n"))
  }
}
