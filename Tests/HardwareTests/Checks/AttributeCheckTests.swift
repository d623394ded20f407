import Testing

@testable import Hardware

@Suite struct AttributeCheckTests {
  private struct Child: Module {
    let a, y: Bit
    init() { (a, y) = (.input(), .output()) }
    var body: [Statement] { y <== a }
  }

  private struct Parent: Module {
    let a, y: Bit
    private let child: Child
    private let attributed: @Sendable () -> (any Module)?

    init(attributing other: @escaping @Sendable () -> (any Module)? = { nil }) {
      (a, y) = (.input(), .output())
      child = Child()
      attributed = other
    }

    var body: [Statement] {
      child.a <== a
      y <== child.y
      if let other = attributed() { attribute(other, "keep", "true", fileID: "Tests/Parent.swift", line: 4) }
    }
  }

  /// Differs from others in the attribute of a port only.
  private struct Kept: Module {
    let y: Bit
    init(_ value: String) { y = Bit.outputRegister(reset: false).attribute("keep", value) }
    var body: [Statement] { y <== !y }
  }

  private struct Unit: Module {
    let y: Bit
    private let name, value: String
    private let isLate: Bool
    init(_ name: String = "keep", _ value: String = "true", late: Bool = false) {
      (self.name, self.value, isLate) = (name, value, late)
      let y = Bit.outputRegister(reset: false, fileID: "Tests/Unit.swift", line: 3)
      self.y = late ? y : y.attribute(name, value)
    }
    var body: [Statement] {
      y <== !(isLate ? y.attribute(name, value) : y)
    }
  }

  @Test func wordsThatVerilogDoesNotTakeAreReported() throws {
    #expect(try findings(of: Unit()) == [])
    let what = "Tests/Unit.swift:3: error: the output 'y' has an attribute"
    #expect(
      try findings(of: Unit("ram style")) == [
        "\(what) 'ram style', a name that Verilog does not take: use letters, digits and underscores "
          + "[attribute, in unit]"
      ])
    #expect(
      try findings(of: Unit("wire")) == [
        "\(what) 'wire', a name that Verilog does not take: use letters, digits and underscores [attribute, in unit]"
      ])
    #expect(
      try findings(of: Unit("keep", "a\"b")) == [
        "\(what) 'keep' whose value Verilog does not take: use printable ASCII without quotes and backslashes "
          + "[attribute, in unit]"
      ])
  }

  @Test func attributesOfStoredSignalsBelongToTheirDeclaration() throws {
    #expect(
      try findings(of: Unit(late: true)) == [
        "Tests/Unit.swift:3: error: 'y' gets an attribute in the body: give it where the property is set "
          + "[attribute, in unit]"
      ])
  }

  @Test func anAttributeIsGivenOnce() throws {
    struct Twice: Module {
      let y: Bit
      init() {
        y = Bit.outputRegister(reset: false, fileID: "Tests/Twice.swift", line: 2)
          .attribute("keep", "true").attribute("keep", "false")
      }
      var body: [Statement] { y <== !y }
    }
    #expect(
      try findings(of: Twice()) == [
        "Tests/Twice.swift:2: error: the output 'y' has the attribute 'keep' twice: remove one of them "
          + "[attribute, in twice]"
      ])
  }

  @Test func onlyInstancesOfTheModuleHaveOne() throws {
    #expect(try findings(of: Parent()) == [])
    #expect(
      try findings(of: Parent(attributing: { Child() })) == [
        "Tests/Parent.swift:4: error: 'child' is no instance of this module: store it in a property "
          + "[attribute, in parent]"
      ])
  }

  @Test func modulesOfOtherAttributesAreOtherModules() throws {
    struct Two: Module {
      let first, second: Kept
      let y: [Bit]
      init() {
        (first, second) = (Kept("true"), Kept("soft"))
        y = [.output(), .output()]
      }
      var body: [Statement] {
        y[0] <== first.y
        y[1] <== second.y
      }
    }
    #expect(try Two().elaborated().definitions.map(\.name) == ["kept", "kept_2", "two"])
  }

  // swift-format-ignore
  private static let mistakes = [
    Mistake("only a declared signal has attributes: give this value a name with .named(_:) [width]") { Bit.wire("w") <== (Bit.wire("v") && true).attribute("keep", "true") },
  ]

  @Test(arguments: mistakes) func onlyDeclaredSignalsHaveOne(mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }
}
