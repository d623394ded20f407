import Foundation
import Testing

@testable import Accelerator

@Suite struct RegisterMapTests {
  @Test func thePageIsUpToDate() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/registers.md")
    #expect(try String(contentsOf: page, encoding: .utf8) == RegisterMap.markdown, "docs/registers.md is out of date")
  }

  @Test func everyNameOfTheHeaderIsDefinedOnce() {
    let names = RegisterMap.header.split(separator: "\n").filter { $0.hasPrefix("#define ") }.map {
      $0.split(separator: " ")[1]
    }
    #expect(names.count > HostRegister.allCases.count + PerformanceCounter.allCases.count + ProgramError.allCases.count)
    #expect(Set(names).count == names.count)
    #expect(RegisterMap.header.contains("#define ORRIS_ERROR_ARGUMENT 0x01c"))
  }

  @Test func noTwoRegistersShareAnAddress() {
    let offsets = HostRegister.allCases.map(\.offset) + PerformanceCounter.allCases.flatMap { [$0.offset, $0.offset + 4] }
    #expect(Set(offsets).count == offsets.count)
    #expect(offsets.allSatisfy { $0 % 4 == 0 && $0 < 1 << AXI4LitePort.addressBits })
  }

  @Test func fieldsDoNotOverlap() {
    for register in HostRegister.allCases {
      let bits = register.fields.flatMap { Array($0.bits) }
      #expect(Set(bits).count == bits.count && bits.allSatisfy { (0..<32).contains($0) }, "\(register)")
    }
    #expect(1 << HostRegister.error.fields[0].bits.count >= ProgramError.allCases.count)
  }
}
