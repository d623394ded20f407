import Foundation
import Testing

@testable import Accelerator

@Suite struct RegisterMapTests {
  @Test func thePageIsUpToDate() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/registers.md")
    #expect(try String(contentsOf: page, encoding: .utf8) == RegisterMap.markdown, "docs/registers.md is out of date")
  }

  @Test func noTwoRegistersShareAnAddress() {
    let offsets = HostRegister.allCases.map(\.offset) + PerformanceCounter.allCases.flatMap { [$0.offset, $0.offset + 4] }
    #expect(Set(offsets).count == offsets.count)
    #expect(offsets.allSatisfy { $0 % 4 == 0 && $0 < 1 << AXI4LitePort.addressBits })
  }
}
