import Testing

@testable import Hardware

@Suite struct NameTests {
  @Test(arguments: [
    ("partialSum", "partial_sum"), ("FIFOControl", "fifo_control"), ("FIFO", "fifo"), ("RAM1R1W", "ram1_r1_w"),
    ("x", "x"), ("X", "x"), ("already_there", "already_there"), ("conv2D", "conv2_d"), ("aB", "a_b"),
    ("value0", "value0"), ("_private", "_private"), ("read(true)", "read_true_"), ("größe", "gr__e"), ("", ""),
    ("HTTPServer", "http_server"), ("Snake_Case", "snake_case"),
  ])
  func snakeCase(_ name: String, _ expected: String) {
    #expect(Name.snakeCase(name) == expected)
  }

  private struct Generic<Element> { struct Inner {} }

  @Test func baseNamesHaveNeitherContextNorArguments() {
    struct Local {}
    #expect(Name.baseName(of: Local.self) == "Local")
    #expect(Name.baseName(of: Generic<Int>.self) == "Generic")
    #expect(Name.baseName(of: Generic<[String: Int]>.Inner.self) == "Inner")
  }
}
