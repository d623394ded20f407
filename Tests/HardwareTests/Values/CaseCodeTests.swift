import Testing

@testable import Hardware

private enum Step: UInt8, CaseIterable { case first = 4, second = 9 }
private enum Word: String, CaseIterable { case a, b, c }

private enum Opcode: Int, CaseIterable, CodeWidthProviding {
  case load = 1, wait = 10
  static let codeWidth = 8
}

private enum Below: Int, CaseIterable { case zero = 0, less = -3 }

private enum Tight: Int, CaseIterable, CodeWidthProviding {
  case small = 3, large = 20
  static let codeWidth = 4
}

private enum Wide: Int, CaseIterable, CodeWidthProviding {
  case only = 3
  static let codeWidth = 65
}

private enum Twice: CaseIterable, RawRepresentable {
  case one, other
  init?(rawValue: Int) { nil }
  var rawValue: Int { 6 }
}

@Suite struct CaseCodeTests {
  @Test func rawValuesOfIntegersAreTheCodes() {
    #expect(Enumerated<Step>.enumeration.codes == [4, 9])
    #expect(Enumerated<Step>.enumeration.width == 4)
    #expect(Enumerated<Step>(.second).expression.constantValue == 9)
    #expect(Enumerated<Opcode>.enumeration.codes == [1, 10])
    #expect(Enumerated<Opcode>.enumeration.width == 8)
    #expect(Enumerated<Opcode>.code(of: .wait) == 10)
    #expect(Enumerated<Opcode>.value(ofCode: 10) == .wait)
    #expect(Enumerated<Opcode>.value(ofCode: 2) == nil)
    #expect(Enumerated<Opcode>.value(ofCode: -1) == nil)
  }

  @Test func otherCasesAreNumbered() {
    #expect(Enumerated<Word>.enumeration.codes == [0, 1, 2])
    #expect(Enumerated<Word>.enumeration.width == 2)
  }

  @Test func aMatchAndItsWritesAskForTheCodes() throws {
    struct Unit: Module {
      let opcode: Enumerated<Opcode>
      let y: Unsigned
      init() { (opcode, y) = (.input(), .output(8)) }
      var body: [Statement] {
        let words = Memory("words", depth: 4, of: Unsigned.bits(8))
        opcode.match {
          switch $0 {
          case .load: words.write(1, at: 0)
          case .wait: words.write(2, at: 1)
          }
        }
        y <== words.read("word", at: 0)
      }
    }
    let text = try Verilog.text(of: Unit().elaborated())
    #expect(text.contains("localparam [7:0] OPCODE_LOAD = 8'd1;\n  localparam [7:0] OPCODE_WAIT = 8'd10;\n"))
    #expect(text.contains("if (opcode == OPCODE_WAIT) begin\n"))
  }

  // Each stands on the line that is reported.
  // swift-format-ignore
  private static let mistakes = [
    Mistake("the raw value of 'Below.less' is -3; codes are numbers from 0 up, of at most 64 bits [width]") { Enumerated<Below>.wire("w") <== .zero },
    Mistake("the code of 'Tight.large', 20, needs 5 bits, but Tight.codeWidth is 4 [width]") { Enumerated<Tight>.wire("w") <== .small },
    Mistake("Wide.codeWidth is 65; codes have 1 to 64 bits [width]") { Enumerated<Wide>.wire("w") <== .only },
    Mistake("'Twice.one' and 'Twice.other' have the same code, 6: give one of them another raw value [width]") { Enumerated<Twice>.wire("w") <== .one },
  ]

  @Test(arguments: mistakes) func codesThatAreNoneAreReported(mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }
}
